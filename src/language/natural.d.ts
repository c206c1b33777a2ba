/** The one part of `natural` that reading uses; importing the package whole costs a second and 160 MB. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const PorterStemmer: { stem(word: string): string }
  export default PorterStemmer
}
