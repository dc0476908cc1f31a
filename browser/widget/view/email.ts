/** Whether it looks like an address. The server decides; this spares a round trip. */
export function isEmail(text: string): boolean {
  return text.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
}
