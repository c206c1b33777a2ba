/** A number with its noun as people read them: "1 article", "2,400 articles". `many`: the plural where it is not the noun with an s. */
export const counted = (count: number, noun: string, many = `${noun}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? noun : many}`
