import { afmoe } from './afmoe.ts';
import { albert } from './albert.ts';
import { apertus } from './apertus.ts';
import { arcee } from './arcee.ts';
import { ariaText } from './aria_text.ts';
import { axk1 } from './axk1.ts';
import { bamba } from './bamba.ts';
import { bart } from './bart.ts';
import { beit } from './beit.ts';
import { bert } from './bert.ts';
import { bertGeneration } from './bert-generation.ts';
import { bigBird } from './big_bird.ts';
import { bigbirdPegasus } from './bigbird_pegasus.ts';
import { biogpt } from './biogpt.ts';
import { bitnet } from './bitnet.ts';
import { blenderbot } from './blenderbot.ts';
import { blenderbotSmall } from './blenderbot-small.ts';
import { bloom } from './bloom.ts';
import { camembert } from './camembert.ts';
import { clip, clipTextModel, clipVisionModel } from './clip.ts';
import { codegen } from './codegen.ts';
import { cohere } from './cohere.ts';
import { cohere2 } from './cohere2.ts';
import { cohere2Moe } from './cohere2_moe.ts';
import { convbert } from './convbert.ts';
import { ctrl } from './ctrl.ts';
import { cwm } from './cwm.ts';
import { data2vecText } from './data2vec-text.ts';
import { dbrx } from './dbrx.ts';
import { deberta } from './deberta.ts';
import { debertaV2 } from './deberta-v2.ts';
import { deepseekV2 } from './deepseek_v2.ts';
import { deepseekV3, kimiK2 } from './deepseek_v3.ts';
import { deepseekV32 } from './deepseek_v32.ts';
import { deit } from './deit.ts';
import { diffllama } from './diffllama.ts';
import { dinov2, dinov2WithRegisters } from './dinov2.ts';
import { distilbert } from './distilbert.ts';
import { doge } from './doge.ts';
import { dots1 } from './dots1.ts';
import { electra } from './electra.ts';
import { ernie } from './ernie.ts';
import { ernie45 } from './ernie4_5.ts';
import { ernie45Moe } from './ernie4_5_moe.ts';
import { esm } from './esm.ts';
import { eurobert } from './eurobert.ts';
import { exaoneMoe } from './exaone_moe.ts';
import { exaone4 } from './exaone4.ts';
import { falcon } from './falcon.ts';
import { falconH1 } from './falcon_h1.ts';
import type { Family } from './family.ts';
import { flaubert } from './flaubert.ts';
import { flexOlmo } from './flex_olmo.ts';
import { funnel } from './funnel.ts';
import { gemma } from './gemma.ts';
import { gemma2 } from './gemma2.ts';
import { gemma3Text } from './gemma3_text.ts';
import { gemma3nText } from './gemma3n_text.ts';
import { gemma4Text } from './gemma4_text.ts';
import { glm } from './glm.ts';
import { glmMoeDsa } from './glm_moe_dsa.ts';
import { glm4 } from './glm4.ts';
import { glm4Moe } from './glm4_moe.ts';
import { glm4MoeLite } from './glm4_moe_lite.ts';
import { glm4vMoeText } from './glm4v_moe_text.ts';
import { glm4vText } from './glm4v_text.ts';
import { gptBigcode } from './gpt_bigcode.ts';
import { gptNeo } from './gpt_neo.ts';
import { gptNeox } from './gpt_neox.ts';
import { gptNeoxJapanese } from './gpt_neox_japanese.ts';
import { gptOss } from './gpt_oss.ts';
import { gpt2 } from './gpt2.ts';
import { gptj } from './gptj.ts';
import { granite } from './granite.ts';
import { graniteSwa } from './granite_swa.ts';
import { granitemoe } from './granitemoe.ts';
import { granitemoeSwa } from './granitemoe_swa.ts';
import { granitemoehybrid } from './granitemoehybrid.ts';
import { granitemoeshared } from './granitemoeshared.ts';
import { gte } from './gte.ts';
import { helium } from './helium.ts';
import { hunyuanV1Dense } from './hunyuan_v1_dense.ts';
import { hunyuanV1Moe } from './hunyuan_v1_moe.ts';
import { hyV3 } from './hy_v3.ts';
import { hyV4 } from './hy_v4.ts';
import { hyperclovax } from './hyperclovax.ts';
import { ibert } from './ibert.ts';
import { imagegpt } from './imagegpt.ts';
import { jais2 } from './jais2.ts';
import { jamba } from './jamba.ts';
import { jetmoe } from './jetmoe.ts';
import { jinaEmbeddingsV3 } from './jina_embeddings_v3.ts';
import { kimiLinear } from './kimi_linear.ts';
import { laguna } from './laguna.ts';
import { layoutlm } from './layoutlm.ts';
import { led } from './led.ts';
import { lfm2 } from './lfm2.ts';
import { lfm2Moe } from './lfm2_moe.ts';
import { llama } from './llama.ts';
import { llama4Text } from './llama4_text.ts';
import { longformer } from './longformer.ts';
import { longt5 } from './longt5.ts';
import { luke } from './luke.ts';
import { m2m100 } from './m2m_100.ts';
import { falconMamba, mamba } from './mamba.ts';
import { mamba2 } from './mamba2.ts';
import { marian } from './marian.ts';
import { mbart } from './mbart.ts';
import { megatronBert } from './megatron-bert.ts';
import { mellum } from './mellum.ts';
import { mimoV2Flash } from './mimo_v2_flash.ts';
import { minicpm3 } from './minicpm3.ts';
import { minimax } from './minimax.ts';
import { minimaxM2 } from './minimax_m2.ts';
import { minimaxM3VlText } from './minimax_m3_vl_text.ts';
import { ministral } from './ministral.ts';
import { ministral3 } from './ministral3.ts';
import { mistral } from './mistral.ts';
import { mistral4 } from './mistral4.ts';
import { mixtral } from './mixtral.ts';
import { mllamaTextModel } from './mllama_text_model.ts';
import { mobilebert } from './mobilebert.ts';
import { modernbert } from './modernbert.ts';
import { modernbertDecoder } from './modernbert-decoder.ts';
import { mpnet } from './mpnet.ts';
import { mpt } from './mpt.ts';
import { mra } from './mra.ts';
import { mt5 } from './mt5.ts';
import { nanochat } from './nanochat.ts';
import { nemotron } from './nemotron.ts';
import { nemotronH } from './nemotron_h.ts';
import { nomicBert } from './nomic_bert.ts';
import { nystromformer } from './nystromformer.ts';
import { olmo } from './olmo.ts';
import { olmoHybrid } from './olmo_hybrid.ts';
import { olmo2 } from './olmo2.ts';
import { olmo3 } from './olmo3.ts';
import { olmoe } from './olmoe.ts';
import { openaiGpt } from './openai-gpt.ts';
import { opt } from './opt.ts';
import { pegasus } from './pegasus.ts';
import { pegasusX } from './pegasus_x.ts';
import { persimmon } from './persimmon.ts';
import { phi } from './phi.ts';
import { phi3 } from './phi3.ts';
import { phimoe } from './phimoe.ts';
import { plbart } from './plbart.ts';
import { qwen2 } from './qwen2.ts';
import { qwen25OmniText } from './qwen2_5_omni_text.ts';
import { qwen25VlText } from './qwen2_5_vl_text.ts';
import { qwen2Moe } from './qwen2_moe.ts';
import { qwen2VlText } from './qwen2_vl_text.ts';
import { qwen3 } from './qwen3.ts';
import { qwen35MoeText } from './qwen3_5_moe_text.ts';
import { qwen35Text } from './qwen3_5_text.ts';
import { qwen3Moe } from './qwen3_moe.ts';
import { qwen3Next } from './qwen3_next.ts';
import { qwen3OmniMoeText } from './qwen3_omni_moe_text.ts';
import { qwen3VlMoeText } from './qwen3_vl_moe_text.ts';
import { qwen3VlText } from './qwen3_vl_text.ts';
import { recurrentGemma } from './recurrent_gemma.ts';
import { rembert } from './rembert.ts';
import { roberta } from './roberta.ts';
import { robertaPrelayernorm } from './roberta-prelayernorm.ts';
import { roformer } from './roformer.ts';
import { rwkv } from './rwkv.ts';
import { seedOss } from './seed_oss.ts';
import { siglip, siglip2, siglip2TextModel, siglip2VisionModel, siglipTextModel, siglipVisionModel } from './siglip.ts';
import { smollm3 } from './smollm3.ts';
import { solarOpen } from './solar_open.ts';
import { squeezebert } from './squeezebert.ts';
import { stablelm } from './stablelm.ts';
import { starcoder2 } from './starcoder2.ts';
import { switchTransformers } from './switch_transformers.ts';
import { t5 } from './t5.ts';
import { umt5 } from './umt5.ts';
import { vaultgemma } from './vaultgemma.ts';
import { ijepa, vit, vitMsn } from './vit.ts';
import { whisper } from './whisper.ts';
import { xglm } from './xglm.ts';
import { xlm } from './xlm.ts';
import { xlmRoberta } from './xlm-roberta.ts';
import { xlmRobertaXl } from './xlm-roberta-xl.ts';
import { xlnet } from './xlnet.ts';
import { yoso } from './yoso.ts';
import { youtu } from './youtu.ts';
import { zamba2 } from './zamba2.ts';

const all: readonly Family[] = [
	afmoe,
	albert,
	apertus,
	arcee,
	ariaText,
	axk1,
	bamba,
	bart,
	beit,
	bert,
	bertGeneration,
	bigBird,
	bigbirdPegasus,
	biogpt,
	bitnet,
	blenderbot,
	blenderbotSmall,
	bloom,
	camembert,
	clip,
	clipTextModel,
	clipVisionModel,
	codegen,
	cohere,
	cohere2,
	cohere2Moe,
	convbert,
	ctrl,
	cwm,
	data2vecText,
	dbrx,
	deberta,
	debertaV2,
	deepseekV2,
	deepseekV3,
	deepseekV32,
	deit,
	diffllama,
	dinov2,
	dinov2WithRegisters,
	distilbert,
	doge,
	dots1,
	electra,
	ernie,
	ernie45,
	ernie45Moe,
	esm,
	eurobert,
	exaone4,
	exaoneMoe,
	falcon,
	falconH1,
	falconMamba,
	flaubert,
	flexOlmo,
	funnel,
	gemma,
	gemma2,
	gemma3nText,
	gemma3Text,
	gemma4Text,
	glm,
	glm4,
	glm4Moe,
	glm4MoeLite,
	glm4vMoeText,
	glm4vText,
	glmMoeDsa,
	gpt2,
	gptBigcode,
	gptj,
	gptNeo,
	gptNeox,
	gptNeoxJapanese,
	gptOss,
	granite,
	granitemoe,
	granitemoehybrid,
	granitemoeshared,
	granitemoeSwa,
	graniteSwa,
	gte,
	helium,
	hunyuanV1Dense,
	hunyuanV1Moe,
	hyperclovax,
	hyV3,
	hyV4,
	ibert,
	ijepa,
	imagegpt,
	jais2,
	jamba,
	jetmoe,
	jinaEmbeddingsV3,
	kimiK2,
	kimiLinear,
	laguna,
	layoutlm,
	led,
	lfm2,
	lfm2Moe,
	llama,
	llama4Text,
	longformer,
	longt5,
	luke,
	m2m100,
	mamba,
	mamba2,
	marian,
	mbart,
	megatronBert,
	mellum,
	mimoV2Flash,
	minicpm3,
	minimax,
	minimaxM2,
	minimaxM3VlText,
	ministral,
	ministral3,
	mistral,
	mistral4,
	mixtral,
	mllamaTextModel,
	mobilebert,
	modernbert,
	modernbertDecoder,
	mpnet,
	mpt,
	mra,
	mt5,
	nanochat,
	nemotron,
	nemotronH,
	nomicBert,
	nystromformer,
	olmo,
	olmo2,
	olmo3,
	olmoe,
	olmoHybrid,
	openaiGpt,
	opt,
	pegasus,
	pegasusX,
	persimmon,
	phi,
	phi3,
	phimoe,
	plbart,
	qwen2,
	qwen25OmniText,
	qwen25VlText,
	qwen2Moe,
	qwen2VlText,
	qwen3,
	qwen35MoeText,
	qwen35Text,
	qwen3Moe,
	qwen3Next,
	qwen3OmniMoeText,
	qwen3VlMoeText,
	qwen3VlText,
	recurrentGemma,
	rembert,
	roberta,
	robertaPrelayernorm,
	roformer,
	rwkv,
	seedOss,
	siglip,
	siglip2,
	siglip2TextModel,
	siglip2VisionModel,
	siglipTextModel,
	siglipVisionModel,
	smollm3,
	solarOpen,
	squeezebert,
	stablelm,
	starcoder2,
	switchTransformers,
	t5,
	umt5,
	vaultgemma,
	vit,
	vitMsn,
	whisper,
	xglm,
	xlm,
	xlmRoberta,
	xlmRobertaXl,
	xlnet,
	yoso,
	youtu,
	zamba2,
];

/** Every family that can be counted, by `model_type`. */
export const families: ReadonlyMap<string, Family> = new Map(all.map((family) => [family.modelType, family]));
