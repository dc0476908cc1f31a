/** A style sheet, minified by the build. */
declare module '*.css' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the loader's way of giving a text.
  export default text;
}
