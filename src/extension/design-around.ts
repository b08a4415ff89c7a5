/** A design file around a model's configuration: the least that trains it, with what one would change first. */
export const designAround = (configuration: string, sequenceLength: number): string => `# Trains the model that ${configuration} describes.

model: ./${configuration}
# overrides:                  # keys that differ from ${configuration}
#   num_hidden_layers: 4

data:
  files: ["**/*.md", "**/*.txt", "**/*.py"]   # relative to this file
  tokenizer: bytes            # ids 0 to 255 of the vocabulary
  sequence_length: ${sequenceLength}${' '.repeat(Math.max(1, 11 - String(sequenceLength).length))}# the n that every head's rank is held against
  validation_fraction: 0.1

training:
  steps: 200
  batch_size: 8
  learning_rate: 1e-3
  evaluate_every: 50
  checkpoint_every: 100
`;

/** Names for the design of a configuration, the plainest first: `config.headroom.yaml`, `config-2.headroom.yaml`, … */
export function* designNames(configuration: string): Generator<string> {
	const stem = configuration.replace(/\.jsonc?$/, '');
	yield `${stem}.headroom.yaml`;
	for (let number = 2; ; number++) yield `${stem}-${number}.headroom.yaml`;
}
