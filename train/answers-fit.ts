/** One choice: a row of numbers for each candidate, and which candidates are right. */
export interface Choice {
  readonly rows: readonly (readonly number[])[]
  readonly right: readonly boolean[]
}

/** One case for or against: its numbers, whether it holds, and how much it counts. */
export interface Case {
  readonly row: readonly number[]
  readonly holds: boolean
  readonly weight: number
}

export interface Linear {
  readonly weights: readonly number[]
  readonly bias: number
}

/**
 * Weights that make the right candidates of each choice the likeliest together (conditional logit with an L2 penalty on standardised
 * columns). Same input, same weights.
 */
export function fitChoices(choices: readonly Choice[], penalty: number, rounds = 200): Linear {
  const usable = choices.filter(({ right }) => right.includes(true) && right.includes(false))
  const width = usable[0]?.rows[0]?.length ?? 0
  const scale = spreadWithin(usable, width)
  const flat = usable.map(({ rows, right }) => ({
    rows: rows.map((row) => Float64Array.from(row, (value, c) => value / (scale[c] as number))),
    right,
  }))
  const weights = minimise(width, rounds, (at, gradient) => {
    for (let c = 0; c < width; c++) gradient[c] = penalty * (at[c] as number)
    for (const { rows, right } of flat) {
      const scores = rows.map((row) => dot(row, at))
      const most = Math.max(...scores)
      const chances = scores.map((score) => Math.exp(score - most))
      const all = chances.reduce((sum, chance) => sum + chance, 0)
      const good = chances.reduce((sum, chance, i) => sum + (right[i] ? chance : 0), 0)
      rows.forEach((row, i) => {
        const error = (chances[i] as number) * (1 / all - (right[i] ? 1 / good : 0))
        if (Math.abs(error) > 1e-5) addTo(gradient, row, error)
      })
    }
  })
  return { weights: weights.map((weight, c) => weight / (scale[c] as number)), bias: 0 }
}

/** Logistic regression with an L2 penalty on standardised columns. Same input, same weights. */
export function fitCases(cases: readonly Case[], penalty: number, rounds = 300): Linear {
  const width = cases[0]?.row.length ?? 0
  const { mean, scale } = spread(cases, width)
  const rows = cases.map(({ row }) =>
    Float64Array.from([...row.map((value, c) => (value - (mean[c] as number)) / (scale[c] as number)), 1]),
  )
  const weights = minimise(width + 1, rounds, (at, gradient) => {
    for (let c = 0; c < width; c++) gradient[c] = penalty * (at[c] as number)
    gradient[width] = 0
    rows.forEach((row, i) => {
      const { holds, weight } = cases[i] as Case
      addTo(gradient, row, (1 / (1 + Math.exp(-dot(row, at))) - (holds ? 1 : 0)) * weight)
    })
  })
  const own = weights.slice(0, width).map((weight, c) => weight / (scale[c] as number))
  return { weights: own, bias: (weights[width] as number) - own.reduce((sum, weight, c) => sum + weight * (mean[c] as number), 0) }
}

/** The score of a row. */
export const scoreOf = ({ weights, bias }: Linear, row: readonly number[]): number =>
  row.reduce((sum, value, c) => sum + value * (weights[c] as number), bias)

// Adam (Kingma and Ba, ICLR 2015) over the whole data at once.
function minimise(width: number, rounds: number, slopeAt: (at: Float64Array, gradient: Float64Array) => void): number[] {
  const at = new Float64Array(width)
  const gradient = new Float64Array(width)
  const mean = new Float64Array(width)
  const square = new Float64Array(width)
  for (let round = 1; round <= rounds; round++) {
    slopeAt(at, gradient)
    const rate = round > rounds * 0.7 ? 0.015 : 0.06
    for (let c = 0; c < width; c++) {
      const g = gradient[c] as number
      mean[c] = 0.9 * (mean[c] as number) + 0.1 * g
      square[c] = 0.98 * (square[c] as number) + 0.02 * g * g
      const step = (mean[c] as number) / (1 - 0.9 ** round) / (Math.sqrt((square[c] as number) / (1 - 0.98 ** round)) + 1e-9)
      at[c] = (at[c] as number) - rate * step
    }
  }
  return [...at]
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let c = 0; c < a.length; c++) sum += (a[c] as number) * (b[c] as number)
  return sum
}

function addTo(gradient: Float64Array, row: Float64Array, by: number): void {
  for (let c = 0; c < row.length; c++) gradient[c] = (gradient[c] as number) + by * (row[c] as number)
}

// How far candidates of one choice differ in each column, on average.
function spreadWithin(choices: readonly Choice[], width: number): Float64Array {
  const squares = new Float64Array(width)
  let count = 0
  for (const { rows } of choices) {
    count += rows.length
    for (let c = 0; c < width; c++) {
      const mean = rows.reduce((sum, row) => sum + (row[c] as number), 0) / rows.length
      for (const row of rows) squares[c] = (squares[c] as number) + ((row[c] as number) - mean) ** 2
    }
  }
  return squares.map((square) => Math.sqrt(square / (count || 1)) || 1)
}

function spread(cases: readonly Case[], width: number): { mean: Float64Array; scale: Float64Array } {
  const mean = new Float64Array(width)
  const scale = new Float64Array(width)
  for (const { row } of cases) for (let c = 0; c < width; c++) mean[c] = (mean[c] as number) + (row[c] as number) / cases.length
  for (const { row } of cases)
    for (let c = 0; c < width; c++) scale[c] = (scale[c] as number) + ((row[c] as number) - (mean[c] as number)) ** 2 / cases.length
  return { mean, scale: scale.map((square) => Math.sqrt(square) || 1) }
}
