import type { PackedModel } from './packed-model.js'
import { eachWeight, type LinearModel, ModelBuilder } from './weights.js'

/**
 * The file format of learned weights: a pack of named sections. "ORW1", the header's length (uint32, little-endian), a JSON header
 * `{about, models: [{name, length, …}], tables}`, then the models' bytes one after another. A model's section: bias (float32 each), then
 * for one class every bucket's weight, a byte each, as nearly all buckets hold one; for more, every bucket that holds anything, in order: how far it
 * is from the one before (7 bits a byte, the lowest first, 128 added while more follow), which classes it has (a byte of bits where there are at
 * most 8 classes, else their number and a byte each), and their weights.
 */
export interface Pack {
  /** Where the weights come from and what they are for; goes into no decision. */
  readonly about: string
  readonly models: PackedSections
  /** Tables beside the models: labels, calibration points, word lists. Plain JSON. */
  readonly tables: ReadonlyMap<string, unknown>
}

/** Models of a pack, each unpacked when it is asked for; undefined where the pack has none of that name. */
export interface PackedSections {
  get(name: string): LinearModel | undefined
  /** A model of two to four classes with a bucket's weights side by side, without laying it out in lists first, which takes three times as long. */
  sideBySide(name: string): PackedModel | undefined
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
  const counts = Object.values(models).map(countOf)
  const bodies = Object.values(models).map((model, i) => bytesOf(model, counts[i] as number))
  const sections = Object.entries(models).map(([name, model], i) => ({
    name,
    length: (bodies[i] as Uint8Array).length,
    classes: model.classes,
    bits: model.bits,
    scale: model.scale,
    weights: counts[i] as number,
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
  const sections = new Map<string, { readonly bytes: Uint8Array; readonly header: SectionHeader }>()
  let at = 8 + headerLength
  for (const section of header.models) {
    if (at + section.length > bytes.length) return undefined
    sections.set(section.name, { bytes: bytes.subarray(at, at + section.length), header: section })
    at += section.length
  }
  const models: PackedSections = {
    get: (name) => {
      const section = sections.get(name)
      return section && modelOf(section.bytes, section.header)
    },
    sideBySide: (name) => {
      const section = sections.get(name)
      return section && sideBySideOf(section.bytes, section.header)
    },
  }
  return { about: header.about, models, tables: new Map(Object.entries(header.tables)) }
}

const SMALL = 8

function countOf(model: LinearModel): number {
  let count = 0
  eachWeight(model, () => {
    count++
  })
  return count
}

function bytesOf(model: LinearModel, count: number): Uint8Array {
  const { classes, bias, flat } = model
  if (classes === 1) {
    const bytes = new Uint8Array(4 + flat.length)
    bytes.set(new Uint8Array(bias.slice().buffer), 0)
    bytes.set(flat, 4)
    return bytes
  }
  // A bucket takes at most its distance, its classes and its weights.
  const bytes = new Uint8Array(classes * 4 + count * 7)
  bytes.set(new Uint8Array(bias.slice().buffer), 0)
  let at = classes * 4
  let previous = -1
  let bucket = -1
  let columns: number[] = []
  let values: number[] = []
  const close = (): void => {
    if (columns.length === 0) return
    for (let gap = bucket - previous; ; gap >>>= 7) {
      bytes[at++] = gap < 128 ? gap : (gap & 127) | 128
      if (gap < 128) break
    }
    previous = bucket
    for (const byte of classes <= SMALL ? [columns.reduce((set, c) => set | (1 << c), 0)] : [columns.length, ...columns]) bytes[at++] = byte
    for (const value of values) bytes[at++] = value
    columns = []
    values = []
  }
  eachWeight(model, (next, column, value) => {
    if (next !== bucket) close()
    bucket = next
    columns.push(column)
    values.push(value)
  })
  close()
  return bytes.slice(0, at)
}

function modelOf(bytes: Uint8Array, { classes, bits, scale, weights }: SectionHeader): LinearModel {
  const bias = new Float32Array(Uint8Array.from(bytes.subarray(0, classes * 4)).buffer)
  const builder = new ModelBuilder(classes, bits, weights)
  const { flat, entries } = builder
  let end = 0
  if (classes === 1) {
    flat.set(bytes.subarray(4))
    return builder.model(scale, bias, end)
  }
  eachBucket(bytes, classes, (bucket, set, from) => {
    let at = from
    end = builder.open(bucket, end)
    if (classes <= SMALL) {
      for (let c = 0; c < classes; c++) if ((set & (1 << c)) !== 0) entries[end++] = ((bytes[at++] as number) << 8) | c
      return at
    }
    for (const values = at + set; at < values; at++) entries[end++] = ((bytes[at + set] as number) << 8) | (bytes[at] as number)
    return at + set
  })
  return builder.model(scale, bias, end)
}

function sideBySideOf(bytes: Uint8Array, { classes, bits }: SectionHeader): PackedModel {
  const buckets = new Int32Array(2 ** bits)
  eachBucket(bytes, classes, (bucket, set, from) => {
    let at = from
    let all = 0
    for (let c = 0; c < classes; c++) if ((set & (1 << c)) !== 0) all |= (bytes[at++] as number) << (8 * c)
    buckets[bucket] = all
    return at
  })
  return { classes, buckets }
}

/** Calls `take` for every bucket with what tells its classes and where its weights begin; it says where the next bucket begins. */
function eachBucket(bytes: Uint8Array, classes: number, take: (bucket: number, set: number, at: number) => number): void {
  let bucket = -1
  for (let at = classes * 4; at < bytes.length; ) {
    let gap = 0
    let shift = 0
    while ((bytes[at] as number) >= 128) {
      gap |= ((bytes[at++] as number) & 127) << shift
      shift += 7
    }
    bucket += gap | ((bytes[at++] as number) << shift)
    at = take(bucket, bytes[at] as number, at + 1)
  }
}
