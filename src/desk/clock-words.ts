const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const MINUTES: Readonly<Record<string, string>> = { fifteen: '15', thirty: '30', 'forty-five': '45', 'forty five': '45' }
const NUMBER_WORD = new RegExp(`\\b(?:${NUMBERS.join('|')})\\b`, 'gu')
const CLOCK = '(\\d{1,2}(?:[:.h]\\d{2})?)'
const PART = '(morning|afternoon|evening|night)'
const TIME_THEN_PART = new RegExp(`\\b${CLOCK}(?: in the| at| every| each) ${PART}s?\\b`, 'gu')
const PART_THEN_TIME = new RegExp(`\\b${PART}s?(?: at)? ${CLOCK}(?! ?[ap]m\\b)(?=\\s|,|$)`, 'gu')
const QUARTER_TO = /\bquarter to (\d{1,2})(?: ?([ap])m\b)?/gu

/**
 * `words` (lower case) with clock times that are written out put into figures: "half past eight" → "8:30", "quarter to nine" → "8:45",
 * "9 in the evening" → "9pm", "eight o'clock" → "8". What is no time stays as it is.
 */
export function clockInFigures(words: string): string {
  return words
    .replace(/\s+/gu, ' ')
    .replace(/\ba\.m\b\.?/gu, 'am')
    .replace(/\bp\.m\b\.?/gu, 'pm')
    .replace(NUMBER_WORD, (word) => String(NUMBERS.indexOf(word) + 1))
    .replace(/ ?\bo['’]?clock\b/gu, '')
    .replace(/\b(\d{1,2}) (fifteen|thirty|forty[- ]five)\b/gu, (_, hour, minutes) => `${hour}:${MINUTES[minutes]}`)
    .replace(/\bhalf past (\d{1,2})\b/gu, '$1:30')
    .replace(/\bquarter past (\d{1,2})\b/gu, '$1:15')
    .replace(QUARTER_TO, (_, hour: string, half?: string) => quarterTo(Number(hour), half))
    .replace(/\b(\d{4}|\d{1,2}[:.h]\d{2}) ?(?:hrs|hours)\b/gu, '$1')
    .replace(TIME_THEN_PART, (_, time: string, part: string) => inPart(time, part))
    .replace(PART_THEN_TIME, (_, part: string, time: string) => inPart(time, part))
}

// A quarter to twelve at noon is before noon; a quarter to one is in the same half.
function quarterTo(hour: number, half: string | undefined): string {
  const before = hour === 1 ? 12 : hour - 1
  const flipped = hour === 12 && half !== undefined ? (half === 'a' ? 'p' : 'a') : half
  return `${before}:45${flipped === undefined ? '' : `${flipped}m`}`
}

/** "9" in the evening is "9pm"; what is beyond twelve says itself which half it is in; twelve, and the small hours of a night, stay open. */
function inPart(time: string, part: string): string {
  const hour = Number.parseInt(time, 10)
  if (hour === 0 || hour > 12) return time
  if (part === 'night') return hour >= 6 && hour < 12 ? `${time}pm` : `${time} ${part}`
  if (hour === 12) return `${time} ${part}`
  return `${time}${part === 'morning' ? 'am' : 'pm'}`
}

/** Minutes after midnight of a time in figures: "8", "8:30", "08.30", "0830", "8h30", "7am", "12:15pm"; undefined where it is none. */
export function timeOf(token: string): number | undefined {
  const parts = token.match(/^(\d{1,2})(?:[:.h]?(\d{2}))?(am|pm|h)?$/u)
  if (parts === null) return undefined
  let hour = Number(parts[1])
  const minute = Number(parts[2] ?? 0)
  const half = parts[3]
  if (half === 'am' || half === 'pm') {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half === 'pm' ? 12 : 0)
  }
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined
}
