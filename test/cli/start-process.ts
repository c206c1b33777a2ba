// `onrecord start` in a process of its own, for tests that stop it.
import { run } from '../../src/cli.js'

process.exitCode = await run(['start'], process)
