import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError } from './errors.js'
import { readPack } from './language/learned/weights-format.js'
import { createReader, type Packs, type Reader } from './language/read.js'
import { type ToneModel, toneModelOf } from './language/tone/tone.js'

const ENDING = '.bin'

/** Where the weights stand: beside this file in the sources, one folder up from it where it is built into dist. */
function weightsFolder(): string {
  const above = (levels: string): string => fileURLToPath(new URL(`${levels}weights`, import.meta.url))
  return import.meta.url.includes('/dist/') ? above('../../') : above('../')
}

/** Reads every pack of weights in `folder`. Throws a ConfigError that names the file that is missing or broken. */
export function readWeights(folder = weightsFolder()): Packs {
  const packs = new Map<string, NonNullable<ReturnType<typeof readPack>>>()
  for (const file of filesIn(folder)) {
    // A copy of its own: a small file's Buffer lies at any offset of a shared pool, where no view of 32-bit numbers can begin.
    const pack = readPack(new Uint8Array(readFileSync(join(folder, file))))
    if (pack === undefined) throw new ConfigError('weights', `${join(folder, file)} is damaged: install On Record again`)
    packs.set(file.slice(0, -ENDING.length), pack)
  }
  return packs
}

/** A reader with the weights that ship with On Record, or with those of `folder`. */
export function loadReader(folder?: string): Reader {
  const packs = readWeights(folder)
  try {
    return createReader(packs)
  } catch (cause) {
    throw new ConfigError('weights', `The weights for reading are incomplete: install On Record again (${(cause as Error).message})`, {
      cause,
    })
  }
}

/** The model that judges how a sentence speaks of a target. Throws a ConfigError where its weights are missing or damaged. */
export function loadToneModel(folder = weightsFolder()): ToneModel {
  const path = join(folder, `tone${ENDING}`)
  try {
    const pack = readPack(new Uint8Array(readFileSync(path)))
    if (pack === undefined) throw new TypeError('no file of weights')
    return toneModelOf(pack)
  } catch (cause) {
    throw new ConfigError('weights', `${path} cannot be used: install On Record again`, { cause })
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(ENDING))
      .sort()
  } catch (cause) {
    throw new ConfigError('weights', `The weights for reading are not at ${folder}: install On Record again`, { cause })
  }
}
