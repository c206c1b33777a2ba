import type { LinearModel } from './weights.js'

/**
 * The file format of learned weights: a pack of named sections. "ORW1", the header's length (uint32, little-endian), a JSON header
 * `{about, sections: [{name, kind, length, …}]}`, then the sections' bytes one after another. A model's section: bias (float32 each), then
 * every bucket that holds anything, in order: how far it is from the one before (7 bits a byte, the lowest first, 128 added while more follow),
 * which classes it has (a byte of bits where there are at most 8 classes, else their number and a byte each), and their weights.
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
  /** Number of weights in all. */
  readonly weights: number
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
    weights: model.values.length,
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

const SMALL = 8

function bytesOf({ classes, rows, columns, values, bias }: LinearModel): Uint8Array {
  const buckets = rows.length - 1
  const bytes = new Uint8Array(classes * 4 + values.length * 2 + buckets * 3)
  bytes.set(new Uint8Array(bias.slice().buffer), 0)
  let at = classes * 4
  let previous = -1
  for (let bucket = 0; bucket < buckets; bucket++) {
    const first = rows[bucket] as number
    const last = rows[bucket + 1] as number
    if (first === last) continue
    for (let gap = bucket - previous; ; gap >>>= 7) {
      bytes[at++] = gap < 128 ? gap : (gap & 127) | 128
      if (gap < 128) break
    }
    previous = bucket
    if (classes <= SMALL) {
      let set = 0
      for (let i = first; i < last; i++) set |= 1 << (columns[i] as number)
      bytes[at++] = set
    } else {
      bytes[at++] = last - first
      for (let i = first; i < last; i++) bytes[at++] = columns[i] as number
    }
    for (let i = first; i < last; i++) bytes[at++] = values[i] as number
  }
  return bytes.slice(0, at)
}

function modelOf(bytes: Uint8Array, { classes, bits, scale, weights }: SectionHeader): LinearModel {
  const bias = new Float32Array(Uint8Array.from(bytes.subarray(0, classes * 4)).buffer)
  const rows = new Uint32Array(2 ** bits + 1)
  const columns = new Uint8Array(weights)
  const values = new Int8Array(weights)
  let at = classes * 4
  let count = 0
  let bucket = -1
  while (at < bytes.length) {
    let gap = 0
    let shift = 0
    while ((bytes[at] as number) >= 128) {
      gap |= ((bytes[at++] as number) & 127) << shift
      shift += 7
    }
    gap |= (bytes[at++] as number) << shift
    // Empty buckets end where they start. A plain loop: `fill` costs more to call than most gaps are long.
    for (const next = bucket + gap; bucket < next; ) rows[++bucket] = count
    const first = count
    if (classes <= SMALL) {
      const set = bytes[at++] as number
      for (let c = 0; c < classes; c++) if ((set & (1 << c)) !== 0) columns[count++] = c
    } else {
      count += bytes[at] as number
      for (let i = first, from = at + 1; i < count; i++) columns[i] = bytes[from++] as number
      at += 1 + count - first
    }
    for (let i = first; i < count; i++) values[i] = bytes[at++] as number
  }
  rows.fill(count, bucket + 1)
  return { classes, bits, scale, bias, rows, columns, values }
}
