import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const VERSION = 'v1'

/**
 * Encrypts `text` with AES-256-GCM, so that it can be kept where others may read. `name` is bound to it: sealed text opens under no other.
 * Source: NIST SP 800-38D (96-bit random nonces).
 */
export function seal(text: string, key: Buffer, name: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [VERSION, nonce, cipher.getAuthTag(), body].map((part) => (typeof part === 'string' ? part : part.toString('base64url'))).join('.')
}

/** Opens what `seal` closed; undefined where the key or the name is another one, or the text was changed. */
export function unseal(sealed: string, key: Buffer, name: string): string | undefined {
  const [version, nonce, tag, body] = sealed.split('.')
  if (version !== VERSION || nonce === undefined || tag === undefined || body === undefined) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64url'))
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
