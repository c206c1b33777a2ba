import type { Article } from '../text/article.js'
import type { Document } from '../text/document.js'

/** Loads weights and reader when first needed, so that commands that read nothing start at once. */
export async function loadReader(): Promise<(article: Article) => Document> {
  const [{ createReader }, { loadWeights }] = await Promise.all([import('../language/read.js'), import('../weights.js')])
  const reader = createReader(loadWeights())
  return (article) => reader.read(article)
}
