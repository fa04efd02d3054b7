/** How people type on phones, made plain: contractions written out, and common slips put right. */

const WHOLE: Record<string, string> = {
  u: "you", ya: "you", r: "are", ur: "your", cos: "because", cuz: "because", coz: "because", bc: "because", becuase: "because",
  becasue: "because", im: "i am", ive: "i have", id: "i would", youre: "you are", your: "your", youve: "you have",
  youd: "you would", youll: "you will", yourself: "yourself", its: "its", thats: "that is", theres: "there is", whats: "what is",
  hes: "he is", shes: "she is", theyre: "they are", weve: "we have", theyve: "they have", whos: "who is", lets: "let us",
  dont: "do not", doesnt: "does not", didnt: "did not", cant: "can not", cannot: "can not", wont: "will not", isnt: "is not",
  arent: "are not", wasnt: "was not", werent: "were not", havent: "have not", hasnt: "has not", hadnt: "had not",
  wouldnt: "would not", couldnt: "could not", shouldnt: "should not", aint: "is not", wanna: "want to", gonna: "going to",
  gotta: "got to", till: "until", til: "until", thx: "thanks", ty: "thanks", plz: "please", pls: "please", alway: "always", allways: "always",
  evry: "every", nvr: "never", dunno: "do not know", lemme: "let me", gimme: "give me", omg: "oh my god",
  wtf: "what the hell", idc: "i do not care", idgaf: "i do not care", nobodys: "nobody is", everythings: "everything is",
  nothings: "nothing is", everytime: "every time", alot: "a lot", ure: "you are", "u're": "you are", "u've": "you have", "u'll": "you will",
  "u'd": "you would", uve: "you have", yr: "your", n: "and", rn: "right now", dnt: "do not", doesn: "does not", shoulda: "should have",
  coulda: "could have", woulda: "would have", mustve: "must have", shouldve: "should have", couldve: "could have", wouldve: "would have",
  wat: "what", wen: "when", hav: "have", nothin: "nothing", somethin: "something", tho: "though", ppl: "people", smth: "something",
  sry: "sorry", stfu: "shut up", lmao: "lol", rofl: "lol", becuz: "because", bcs: "because", bcoz: "because", b4: "before", jeez: "jesus",
  y: "why", wouldn: "would not", evrything: "everything", thnx: "thanks", tnx: "thanks", itll: "it will", thatll: "that will", everyones: "everyone is", yea: "yeah", yep: "yes", luv: "love",
};
const ENDINGS: [RegExp, string][] = [
  [/^let's$/, "let us"], [/^won't$/, "will not"], [/^can't$/, "can not"], [/^shan't$/, "shall not"], [/^ain't$/, "is not"], [/n't$/, " not"],
  [/'re$/, " are"], [/'ve$/, " have"], [/'ll$/, " will"], [/'d$/, " would"], [/'m$/, " am"],
];
const IS = /^(it|that|there|what|who|he|she|here|how|where|everything|nothing|everyone|everybody|nobody|something|someone|somebody|this)'s$/;
// After a bare “your”, “ur” or “its”, these words say that “are” or “is” was swallowed.
const SWALLOWED = /^(an?|the|so|such|too|being|not|just|only|always|never|really|very|acting|getting|going|trying|making|doing|way|pathetic|useless|crazy|lazy|selfish|stupid|ridiculous|disgusting|hopeless|overreacting|impossible|back|gone|mad|nothing|wrong|right|welcome|lucky|such|all|over|my|been|like|me|never|no|nobody|unbelievable|unreal)$/;
const NO_WILL = /^(am|is|was|are|were|feel|felt|be|so|very|really|mentally|and|or|with|from|today|again)?$/;

/** One word in plain letters, with contractions written out; `next` is the word after it, in plain letters. */
export function spelled(word: string, next: string, wanted: readonly string[]): string {
  const plain = word.toLowerCase().replace(/[’‘`´]/g, "'").replace(/([a-z])\1{2,}/g, "$1$1").replace(/'$/, "");
  if (plain === "your" || plain === "ur") return SWALLOWED.test(next) ? "you are" : "your";
  if (plain === "its") return SWALLOWED.test(next) ? "it is" : "its";
  if (plain === "ill") return NO_WILL.test(next) ? "ill" : "i will";
  const known = WHOLE[plain];
  if (known) return known;
  if (IS.test(plain)) return plain.replace("'s", " is");
  for (const [ending, full] of ENDINGS) if (ending.test(plain)) return plain.replace(ending, full);
  return nearest(plain, wanted);
}

/** The wanted word that `typed` is one slip away from, or `typed` itself. */
function nearest(typed: string, wanted: readonly string[]): string {
  if (typed.length < 5 || wanted.includes(typed)) return typed;
  return wanted.find((one) => one[0] === typed[0] && oneSlip(typed, one)) ?? typed;
}

/** Whether one letter too many, too few, another, or two changed places make the difference. */
export function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return (
    restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}
