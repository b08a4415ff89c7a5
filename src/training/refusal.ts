/** Why a run does not begin, in words for the person who asked for it. Nothing has been written when it is thrown. */
export class Refusal extends Error {}
