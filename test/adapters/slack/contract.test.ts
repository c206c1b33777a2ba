import { platformContract } from '../../contracts/platform-contract.js'
import { slackHarness } from '../../simulators/slack-harness.js'

platformContract(slackHarness('socket'))
platformContract(slackHarness('http'))
