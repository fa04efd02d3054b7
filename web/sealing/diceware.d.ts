/**
 * The word list ships without types. Its own path is used so that the list of common passwords
 * stays out of the page.
 */
declare module "@zxcvbn-ts/language-common/dist/diceware.json.mjs" {
  const words: string[];
  export default words;
}
