const greekLetters: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};

/** Replaces every Greek letter that stands alone, in decomposed text (NFKD), by its name. */
export function nameSingleGreekLetters(text: string): string {
  return text.replace(
    /(?<!\p{Script=Greek}\p{M}*)(\p{Script=Greek})\p{M}*(?!\p{Script=Greek})/gu,
    (match, letter: string) => {
      const name = greekLetters[letter.toLowerCase()];
      return name === undefined ? match : ` ${name} `;
    },
  );
}
