import { apertus } from './apertus.ts';
import { arcee } from './arcee.ts';
import { bart } from './bart.ts';
import { bert } from './bert.ts';
import { blenderbot } from './blenderbot.ts';
import { blenderbotSmall } from './blenderbot-small.ts';
import { cohere } from './cohere.ts';
import { cohere2 } from './cohere2.ts';
import { ernie45 } from './ernie4_5.ts';
import { exaone4 } from './exaone4.ts';
import type { Family } from './family.ts';
import { gemma } from './gemma.ts';
import { gemma2 } from './gemma2.ts';
import { gemma3Text } from './gemma3_text.ts';
import { glm } from './glm.ts';
import { glm4 } from './glm4.ts';
import { gpt2 } from './gpt2.ts';
import { granite } from './granite.ts';
import { hunyuanV1Dense } from './hunyuan_v1_dense.ts';
import { led } from './led.ts';
import { llama } from './llama.ts';
import { longt5 } from './longt5.ts';
import { m2m100 } from './m2m_100.ts';
import { marian } from './marian.ts';
import { mbart } from './mbart.ts';
import { ministral } from './ministral.ts';
import { mistral } from './mistral.ts';
import { mt5 } from './mt5.ts';
import { nemotron } from './nemotron.ts';
import { olmo } from './olmo.ts';
import { olmo2 } from './olmo2.ts';
import { olmo3 } from './olmo3.ts';
import { pegasus } from './pegasus.ts';
import { phi } from './phi.ts';
import { phi3 } from './phi3.ts';
import { plbart } from './plbart.ts';
import { qwen2 } from './qwen2.ts';
import { qwen3 } from './qwen3.ts';
import { seedOss } from './seed_oss.ts';
import { smollm3 } from './smollm3.ts';
import { stablelm } from './stablelm.ts';
import { starcoder2 } from './starcoder2.ts';
import { t5 } from './t5.ts';
import { umt5 } from './umt5.ts';
import { whisper } from './whisper.ts';

const all: readonly Family[] = [
	apertus,
	arcee,
	bart,
	bert,
	blenderbot,
	blenderbotSmall,
	cohere,
	cohere2,
	ernie45,
	exaone4,
	gemma,
	gemma2,
	gemma3Text,
	glm,
	glm4,
	gpt2,
	granite,
	hunyuanV1Dense,
	led,
	llama,
	longt5,
	m2m100,
	marian,
	mbart,
	ministral,
	mistral,
	mt5,
	nemotron,
	olmo,
	olmo2,
	olmo3,
	pegasus,
	phi,
	phi3,
	plbart,
	qwen2,
	qwen3,
	seedOss,
	smollm3,
	stablelm,
	starcoder2,
	t5,
	umt5,
	whisper,
];

/** Every family that can be counted, by `model_type`. */
export const families: ReadonlyMap<string, Family> = new Map(all.map((family) => [family.modelType, family]));
