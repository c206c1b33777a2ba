import type { LinearModel } from './weights.js'

/**
 * The file format of learned weights: a pack of named sections. "ORW1", the header's length (uint32, little-endian), a JSON header
 * `{about, sections: [{name, kind, length, …}]}`, then the sections' bytes one after another. A model's section: bias (float32 each),
 * the number of weights in every bucket (one byte each), then all classes (one byte each, left out where there is one class), then all weights.
 */
export interface Pack {
  /** Where the weights come from and what they are for; goes into no decision. */
  readonly about: string
  readonly models: ReadonlyMap<string, LinearModel>
  /** Tables beside the models: labels, calibration points, word lists. Plain JSON. */
  readonly tables: ReadonlyMap<string, unknown>
}

interface SectionHeader {
  readonly name: string
  readonly length: number
  readonly classes: number
  readonly bits: number
  readonly scale: number
}

interface Header {
  readonly about: string
  readonly models: readonly SectionHeader[]
  readonly tables: Readonly<Record<string, unknown>>
}

const MAGIC = 'ORW1'

/** The bytes of a pack, to be written to a file of the weights folder. Rows hold at most 255 classes. */
export function packOf(
  about: string,
  models: Readonly<Record<string, LinearModel>>,
  tables: Readonly<Record<string, unknown>>,
): Uint8Array {
  const bodies = Object.values(models).map(bytesOf)
  const sections = Object.entries(models).map(([name, model], i) => ({
    name,
    length: (bodies[i] as Uint8Array).length,
    classes: model.classes,
    bits: model.bits,
    scale: model.scale,
  }))
  const header = new TextEncoder().encode(JSON.stringify({ about, models: sections, tables } satisfies Header))
  const all = new Uint8Array(8 + header.length + bodies.reduce((sum, body) => sum + body.length, 0))
  all.set(new TextEncoder().encode(MAGIC), 0)
  new DataView(all.buffer).setUint32(4, header.length, true)
  all.set(header, 8)
  let at = 8 + header.length
  for (const body of bodies) {
    all.set(body, at)
    at += body.length
  }
  return all
}

/** Reads a pack; undefined where the bytes are no pack or are cut short. */
export function readPack(bytes: Uint8Array): Pack | undefined {
  if (bytes.length < 8 || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) return undefined
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  if (8 + headerLength > bytes.length) return undefined
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as Header
  const models = new Map<string, LinearModel>()
  let at = 8 + headerLength
  for (const section of header.models) {
    if (at + section.length > bytes.length) return undefined
    models.set(section.name, modelOf(bytes.subarray(at, at + section.length), section))
    at += section.length
  }
  return { about: header.about, models, tables: new Map(Object.entries(header.tables)) }
}

function bytesOf(model: LinearModel): Uint8Array {
  const buckets = model.rows.length - 1
  const single = model.classes === 1
  const bytes = new Uint8Array(model.classes * 4 + buckets + model.values.length * (single ? 1 : 2))
  bytes.set(new Uint8Array(model.bias.slice().buffer), 0)
  let at = model.classes * 4
  for (let b = 0; b < buckets; b++) bytes[at++] = (model.rows[b + 1] as number) - (model.rows[b] as number)
  if (!single) {
    bytes.set(model.columns, at)
    at += model.columns.length
  }
  bytes.set(new Uint8Array(model.values.buffer, model.values.byteOffset, model.values.length), at)
  return bytes
}

function modelOf(bytes: Uint8Array, { classes, bits, scale }: SectionHeader): LinearModel {
  const buckets = 2 ** bits
  const bias = new Float32Array(bytes.slice(0, classes * 4).buffer)
  const rows = new Uint32Array(buckets + 1)
  let at = classes * 4
  let total = 0
  for (let b = 0; b < buckets; b++) {
    total += bytes[at++] as number
    rows[b + 1] = total
  }
  const columns = classes === 1 ? new Uint8Array(0) : bytes.slice(at, at + total)
  if (classes !== 1) at += total
  const values = new Int8Array(bytes.slice(at, at + total).buffer)
  return { classes, bits, scale, bias, rows, columns, values }
}
