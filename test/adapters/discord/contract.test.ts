import { platformContract } from '../../contracts/platform-contract.js'
import { openDiscord } from '../../simulators/discord-harness.js'

platformContract({
  name: 'Discord',
  has: { privateAnswers: true, threads: true, buttons: true, faults: true, knowsRepeats: true },
  open: (desk) => openDiscord(desk),
})
