"""Configurations as their authors publish them (the keys that decide shapes, under the names and in the forms of those files).

They are written from the published files by hand; the truth is what the library builds from what stands here.
"""


def llama_like(width, layers, heads, kv, feed_forward, vocabulary, **more):
    return {"hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": heads, "num_key_value_heads": kv, "intermediate_size": feed_forward, "vocab_size": vocabulary, **more}


def bert_like(width, layers, heads, vocabulary, **more):
    return {"hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": heads, "intermediate_size": 4 * width, "vocab_size": vocabulary, **more}


def gpt_like(width, layers, heads, vocabulary=50257, **more):
    return {"n_embd": width, "n_layer": layers, "n_head": heads, "vocab_size": vocabulary, **more}


def t5_like(width, layers, heads, size, feed_forward, **more):
    return {"d_model": width, "num_layers": layers, "num_decoder_layers": layers, "num_heads": heads, "d_kv": size, "d_ff": feed_forward, **more}


def bart_like(width, layers, heads, feed_forward, vocabulary, **more):
    halves = {f"{half}_{key}": value for half in ("encoder", "decoder") for key, value in (("layers", layers), ("attention_heads", heads), ("ffn_dim", feed_forward))}
    return {"d_model": width, "vocab_size": vocabulary, **halves, **more}


def deepseek_v3_like(width, layers, heads, dense, expert, experts, first_dense, vocabulary, **more):
    return {"hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": heads, "num_key_value_heads": heads, "intermediate_size": dense, "moe_intermediate_size": expert,
            "n_routed_experts": experts, "first_k_dense_replace": first_dense, "vocab_size": vocabulary, "kv_lora_rank": 512, "qk_rope_head_dim": 64, "qk_nope_head_dim": 128, "v_head_dim": 128,
            "num_experts_per_tok": 8, **more}


def every(period, layers, one, other, offset=None):
    """`one` at each `period`-th layer, counted from `offset` (the last of a period), `other` elsewhere."""
    offset = period - 1 if offset is None else offset
    return [one if layer % period == offset else other for layer in range(layers)]


FULL, WINDOW, LINEAR = "full_attention", "sliding_attention", "linear_attention"
IMAGE_LARGE = {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096}

PUBLISHED = {
    "llama": {
        "Llama-3.1-70B": llama_like(8192, 80, 64, 8, 28672, 128256, rope_theta=500000.0, rope_scaling={"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192, "rope_type": "llama3"}, max_position_embeddings=131072, tie_word_embeddings=False),
        "Llama-3.2-3B": llama_like(3072, 28, 24, 8, 8192, 128256, head_dim=128, tie_word_embeddings=True, attention_bias=False, mlp_bias=False),
        "TinyLlama-1.1B": llama_like(2048, 22, 32, 4, 5632, 32000),
        "Llama-2-70B": llama_like(8192, 80, 64, 8, 28672, 32000),
        "Yi-6B": llama_like(4096, 32, 32, 4, 11008, 64000, rope_theta=5000000.0),
        "SmolLM2-1.7B": llama_like(2048, 24, 32, 32, 8192, 49152, tie_word_embeddings=True, rope_theta=130000),
        "Falcon3-7B": llama_like(3072, 28, 12, 4, 23040, 131072, head_dim=256),
    },
    "mistral": {
        "Mistral-7B-v0.3": llama_like(4096, 32, 32, 8, 14336, 32768, rope_theta=1000000.0, sliding_window=None),
        "Mistral-Small-24B": llama_like(5120, 40, 32, 8, 32768, 131072, head_dim=128, rope_theta=100000000.0),
        "Ministral-8B": llama_like(4096, 36, 32, 8, 12288, 131072, head_dim=128, sliding_window=32768),
    },
    "mixtral": {"Mixtral-8x22B": llama_like(6144, 56, 48, 8, 16384, 32768, num_local_experts=8, num_experts_per_tok=2)},
    "qwen2": {
        "Qwen2.5-7B": llama_like(3584, 28, 28, 4, 18944, 152064, use_sliding_window=False, sliding_window=131072, max_window_layers=28, tie_word_embeddings=False),
        "Qwen2.5-1.5B": llama_like(1536, 28, 12, 2, 8960, 151936, tie_word_embeddings=True),
        "Qwen2.5-72B": llama_like(8192, 80, 64, 8, 29568, 152064),
    },
    "qwen2_moe": {
        "Qwen1.5-MoE-A2.7B": llama_like(2048, 24, 16, 16, 5632, 151936, num_experts=60, num_experts_per_tok=4, moe_intermediate_size=1408, shared_expert_intermediate_size=5632, decoder_sparse_step=1),
        "Qwen2-57B-A14B": llama_like(3584, 28, 28, 4, 18944, 151936, num_experts=64, num_experts_per_tok=8, moe_intermediate_size=2560, shared_expert_intermediate_size=20480),
    },
    "qwen3": {
        "Qwen3-8B": llama_like(4096, 36, 32, 8, 12288, 151936, head_dim=128, tie_word_embeddings=False),
        "Qwen3-4B": llama_like(2560, 36, 32, 8, 9728, 151936, head_dim=128, tie_word_embeddings=True),
        "Qwen3-32B": llama_like(5120, 64, 64, 8, 25600, 151936, head_dim=128),
        "no head_dim": llama_like(5120, 64, 64, 8, 25600, 151936),
    },
    "qwen3_moe": {
        "Qwen3-235B-A22B": llama_like(4096, 94, 64, 4, 12288, 151936, head_dim=128, num_experts=128, num_experts_per_tok=8, moe_intermediate_size=1536, decoder_sparse_step=1, mlp_only_layers=[]),
        "Qwen3-Coder-480B": llama_like(6144, 62, 96, 8, 8192, 151936, head_dim=128, num_experts=160, num_experts_per_tok=8, moe_intermediate_size=2560),
    },
    "qwen3_next": {
        "Qwen3-Next-80B-A3B": llama_like(2048, 48, 16, 2, 5120, 151936, head_dim=256, num_experts=512, num_experts_per_tok=10, moe_intermediate_size=512, shared_expert_intermediate_size=512,
                                         linear_conv_kernel_dim=4, linear_key_head_dim=128, linear_num_key_heads=16, linear_num_value_heads=32, linear_value_head_dim=128, full_attention_interval=4, partial_rotary_factor=0.25, rope_theta=10000000),
    },
    "gemma": {"Gemma-7B": llama_like(3072, 28, 16, 16, 24576, 256000, head_dim=256)},
    "gemma2": {
        "Gemma-2-9B": llama_like(3584, 42, 16, 8, 14336, 256000, head_dim=256, query_pre_attn_scalar=256, sliding_window=4096),
        "Gemma-2-27B": llama_like(4608, 46, 32, 16, 36864, 256000, head_dim=128, query_pre_attn_scalar=144, sliding_window=4096),
    },
    "gemma3_text": {"Gemma-3-270M": llama_like(640, 18, 4, 1, 2048, 262144, head_dim=256, sliding_window=512, layer_types=every(6, 18, FULL, WINDOW))},
    "phi": {
        "Phi-1.5": {"hidden_size": 2048, "num_hidden_layers": 24, "num_attention_heads": 32, "intermediate_size": 8192, "vocab_size": 51200, "partial_rotary_factor": 0.5},
    },
    "phi3": {
        "Phi-4": llama_like(5120, 40, 40, 10, 17920, 100352, pad_token_id=100349, tie_word_embeddings=False),
        "Phi-4-mini": llama_like(3072, 32, 24, 8, 8192, 200064, partial_rotary_factor=0.75, tie_word_embeddings=True),
        "Phi-3-medium": llama_like(5120, 40, 40, 10, 17920, 32064, sliding_window=2047),
    },
    "phimoe": {"Phi-3.5-MoE": llama_like(4096, 32, 32, 8, 6400, 32064, attention_bias=True, lm_head_bias=True, num_local_experts=16, num_experts_per_tok=2)},
    "gpt2": {"GPT-2 medium": gpt_like(1024, 24, 16, n_ctx=1024), "GPT-2 large": gpt_like(1280, 36, 20), "DistilGPT-2": gpt_like(768, 6, 12), "under other names": {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16}},
    "gpt_neo": {"GPT-Neo-2.7B": {"hidden_size": 2560, "num_layers": 32, "num_heads": 20, "attention_types": [[["global", "local"], 16]]}},
    "gpt_neox": {"Pythia-1.4B": bert_like(2048, 24, 16, 50304, rotary_pct=0.25), "Pythia-12B": bert_like(5120, 36, 40, 50688, rotary_pct=0.25), "RedPajama-3B": bert_like(2560, 32, 32, 50432, use_parallel_residual=False, rotary_pct=1.0)},
    "gpt_bigcode": {"StarCoder": gpt_like(6144, 40, 48, 49152, n_positions=8192, n_inner=24576, multi_query=True), "SantaCoder": gpt_like(2048, 24, 16, 49280, n_positions=2048, n_inner=8192)},
    "starcoder2": {
        "StarCoder2-7B": {"hidden_size": 4608, "num_hidden_layers": 32, "num_attention_heads": 36, "num_key_value_heads": 4, "intermediate_size": 18432, "vocab_size": 49152, "sliding_window": 4096, "use_bias": True},
        "StarCoder2-15B": {"hidden_size": 6144, "num_hidden_layers": 40, "num_attention_heads": 48, "num_key_value_heads": 4, "intermediate_size": 24576, "vocab_size": 49152, "sliding_window": 4096},
    },
    "codegen": {"CodeGen-350M": gpt_like(1024, 20, 16, 51200, rotary_dim=32), "CodeGen-2B": gpt_like(2560, 32, 32, 51200)},
    "opt": {
        "OPT-1.3B": {"hidden_size": 2048, "num_hidden_layers": 24, "num_attention_heads": 32, "ffn_dim": 8192, "word_embed_proj_dim": 2048},
        "OPT-6.7B": {"hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32, "ffn_dim": 16384, "word_embed_proj_dim": 4096},
        "OPT-66B": {"hidden_size": 9216, "num_hidden_layers": 64, "num_attention_heads": 72, "ffn_dim": 36864, "word_embed_proj_dim": 9216},
    },
    "xglm": {"XGLM-564M": {"d_model": 1024, "num_layers": 24, "attention_heads": 16, "ffn_dim": 4096, "vocab_size": 256008}},
    "bloom": {"BLOOM-7B1": {"hidden_size": 4096, "n_layer": 30, "n_head": 32, "vocab_size": 250880}, "BLOOM-176B": {"n_embed": 14336, "hidden_size": 14336, "n_layer": 70, "num_attention_heads": 112, "vocab_size": 250880}},
    "falcon": {
        "Falcon-180B": {"hidden_size": 14848, "num_hidden_layers": 80, "num_attention_heads": 232, "num_kv_heads": 8, "new_decoder_architecture": True, "multi_query": True, "parallel_attn": True, "bias": False, "vocab_size": 65024},
        "Falcon-RW-1B": {"hidden_size": 2048, "num_hidden_layers": 24, "num_attention_heads": 32, "alibi": True, "bias": True, "multi_query": False, "parallel_attn": False, "new_decoder_architecture": False, "vocab_size": 50304},
        "Falcon2-11B": {"hidden_size": 4096, "num_hidden_layers": 60, "num_attention_heads": 32, "num_kv_heads": 8, "new_decoder_architecture": True, "num_ln_in_parallel_attn": 1, "ffn_hidden_size": 16384, "vocab_size": 65024},
    },
    "mpt": {"MPT-30B": {"d_model": 7168, "n_heads": 64, "n_layers": 48, "max_seq_len": 8192, "vocab_size": 50432, "no_bias": True, "attn_config": {"alibi": True}}},
    "persimmon": {"Persimmon-8B": {"hidden_size": 4096, "num_hidden_layers": 36, "num_attention_heads": 64, "intermediate_size": 16384, "vocab_size": 262144}},
    "stablelm": {
        "StableLM-2-1.6B": llama_like(2048, 24, 32, 32, 5632, 100352, use_qkv_bias=True, partial_rotary_factor=0.25),
        "StableLM-2-12B": llama_like(5120, 40, 32, 8, 13824, 100352, use_parallel_residual=True, qk_layernorm=True),
    },
    "olmo": {"OLMo-7B": llama_like(4096, 32, 32, 32, 11008, 50304)},
    "olmo2": {"OLMo-2-13B": llama_like(5120, 40, 40, 40, 13824, 100352), "OLMo-2-32B": llama_like(5120, 64, 40, 8, 27648, 100352)},
    "olmo3": {"OLMo-3-32B": llama_like(5120, 64, 40, 8, 27648, 100278, sliding_window=4096)},
    "olmoe": {"OLMoE-1B-7B": llama_like(2048, 16, 16, 16, 1024, 50304, num_experts=64, num_experts_per_tok=8)},
    "granite": {"Granite-3.1-8B": llama_like(4096, 40, 32, 8, 12800, 49155, tie_word_embeddings=True)},
    "granitemoe": {"Granite-3.0-3B-A800M": llama_like(1536, 32, 24, 8, 512, 49155, num_local_experts=40, num_experts_per_tok=8, tie_word_embeddings=True)},
    "granitemoehybrid": {
        "Granite-4.0-H-Tiny": llama_like(1536, 40, 12, 4, 512, 100352, num_local_experts=64, num_experts_per_tok=6, shared_intermediate_size=1024, mamba_n_heads=48, mamba_d_head=64, mamba_d_state=128, mamba_n_groups=1, mamba_expand=2,
                                         position_embedding_type="nope", tie_word_embeddings=True, layer_types=["attention" if layer in (5, 15, 25, 35) else "mamba" for layer in range(40)]),
        "Granite-4.0-Micro": llama_like(2560, 40, 40, 8, 8192, 100352, num_local_experts=0, num_experts_per_tok=0, shared_intermediate_size=8192, position_embedding_type="rope", tie_word_embeddings=True, layer_types=["attention"] * 40),
    },
    "cohere": {
        "Command R": llama_like(8192, 40, 64, 64, 22528, 256000),
        "Command R+": llama_like(12288, 64, 96, 8, 33792, 256000, use_qk_norm=True),
    },
    "cohere2": {"Command A": llama_like(12288, 64, 96, 8, 36864, 256000, head_dim=128, sliding_window=4096, sliding_window_pattern=4)},
    "deepseek_v2": {
        "DeepSeek-V2": {"hidden_size": 5120, "num_hidden_layers": 60, "num_attention_heads": 128, "num_key_value_heads": 128, "intermediate_size": 12288, "moe_intermediate_size": 1536, "n_routed_experts": 160, "n_shared_experts": 2,
                        "num_experts_per_tok": 6, "first_k_dense_replace": 1, "kv_lora_rank": 512, "q_lora_rank": 1536, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128, "vocab_size": 102400, "topk_method": "group_limited_greedy", "n_group": 8, "topk_group": 3},
    },
    "kimi_k2": {"Kimi-K2": deepseek_v3_like(7168, 61, 64, 18432, 2048, 384, 1, 163840, q_lora_rank=1536, n_shared_experts=1, n_group=1, topk_group=1, architectures=["DeepseekV3ForCausalLM"])},
    "deepseek_v3": {
        "DeepSeek-V3": deepseek_v3_like(7168, 61, 128, 18432, 2048, 256, 3, 129280, q_lora_rank=1536, n_shared_experts=1, n_group=8, topk_group=4, num_nextn_predict_layers=1),
        "Kimi-K2": deepseek_v3_like(7168, 61, 64, 18432, 2048, 384, 1, 163840, q_lora_rank=1536, n_shared_experts=1, n_group=1, topk_group=1),
        "Moonlight-16B-A3B": deepseek_v3_like(2048, 27, 16, 11264, 1408, 64, 1, 163840, q_lora_rank=None, n_shared_experts=2, n_group=1, topk_group=1, num_experts_per_tok=6),
    },
    "glm": {"GLM-4-9B": llama_like(4096, 40, 32, 2, 13696, 151552, head_dim=128, attention_bias=True)},
    "glm4": {"GLM-4-32B-0414": llama_like(6144, 61, 48, 8, 23040, 151552, head_dim=128, attention_bias=False)},
    "glm4_moe": {
        "GLM-4.5": llama_like(5120, 92, 96, 8, 12288, 151552, head_dim=128, attention_bias=True, use_qk_norm=True, moe_intermediate_size=1536, n_routed_experts=160, n_shared_experts=1, num_experts_per_tok=8, first_k_dense_replace=3, num_nextn_predict_layers=1),
        "GLM-4.5-Air": llama_like(4096, 46, 96, 8, 10944, 151552, head_dim=128, attention_bias=True, use_qk_norm=False, moe_intermediate_size=1408, n_routed_experts=128, n_shared_experts=1, num_experts_per_tok=8, first_k_dense_replace=1),
    },
    "gpt_oss": {"gpt-oss-120b": llama_like(2880, 36, 64, 8, 2880, 201088, head_dim=64, num_local_experts=128, num_experts_per_tok=4, experts_per_token=4, sliding_window=128, attention_bias=True)},
    "nemotron": {"Minitron-4B": llama_like(3072, 32, 24, 8, 9216, 256000, head_dim=128, hidden_act="relu2")},
    "helium": {"Helium-1-2B": llama_like(2560, 28, 20, 20, 7040, 64000, head_dim=128)},
    "smollm3": {"SmolLM3-3B": llama_like(2048, 36, 16, 4, 11008, 128256)},
    "exaone4": {
        "EXAONE-4.0-32B": llama_like(5120, 64, 40, 8, 27392, 102400, head_dim=128, sliding_window=4096, sliding_window_pattern="LLLG", layer_types=every(4, 64, FULL, WINDOW)),
        "EXAONE-4.0-1.2B": llama_like(2048, 30, 32, 8, 4096, 102400, head_dim=64, sliding_window=None, tie_word_embeddings=True, layer_types=[FULL] * 30),
    },
    "ernie4_5": {"ERNIE-4.5-0.3B": llama_like(1024, 18, 16, 2, 3072, 103424, head_dim=128)},
    "ernie4_5_moe": {"ERNIE-4.5-21B-A3B": llama_like(2560, 28, 20, 4, 12288, 103424, moe_num_experts=64, moe_k=6, moe_num_shared_experts=2, moe_intermediate_size=1536, moe_layer_start_index=1, moe_layer_end_index=27, moe_layer_interval=1)},
    "hunyuan_v1_dense": {"Hunyuan-7B": llama_like(4096, 32, 32, 8, 14336, 128167, head_dim=128, tie_word_embeddings=True, use_qk_norm=True)},
    "hunyuan_v1_moe": {"Hunyuan-A13B": llama_like(4096, 32, 32, 8, 3072, 128167, head_dim=128, num_experts=64, moe_topk=8, num_shared_expert=1, use_qk_norm=True, tie_word_embeddings=True)},
    "seed_oss": {"Seed-OSS-36B": llama_like(5120, 64, 80, 8, 27648, 155136, head_dim=128, attention_bias=True, attention_out_bias=False)},
    "arcee": {"AFM-4.5B": llama_like(2560, 36, 20, 4, 18432, 128004, head_dim=128)},
    "apertus": {"Apertus-8B": llama_like(4096, 32, 32, 8, 21504, 131072, hidden_act="xielu"), "Apertus-70B": llama_like(8192, 80, 64, 8, 43008, 131072, hidden_act="xielu")},
    "dots1": {"dots.llm1": llama_like(4096, 62, 32, 32, 10944, 152064, moe_intermediate_size=1408, n_routed_experts=128, n_shared_experts=2, num_experts_per_tok=6, first_k_dense_replace=1, head_dim=128)},
    "minimax": {"MiniMax-Text-01": llama_like(6144, 80, 64, 8, 9216, 200064, head_dim=128, num_local_experts=32, num_experts_per_tok=2, layer_types=every(8, 80, FULL, LINEAR))},
    "minimax_m2": {"MiniMax-M2": llama_like(3072, 62, 48, 8, 1536, 200064, head_dim=128, num_local_experts=256, num_experts_per_tok=8, rotary_dim=64, use_qk_norm=True, qk_norm_type="per_layer")},
    "dbrx": {"DBRX": {"d_model": 6144, "n_heads": 48, "n_layers": 40, "max_seq_len": 32768, "vocab_size": 100352, "attn_config": {"clip_qkv": 8, "kv_n_heads": 8, "rope_theta": 500000}, "ffn_config": {"ffn_hidden_size": 10752, "moe_num_experts": 16, "moe_top_k": 4}}},
    "jamba": {
        "Jamba-v0.1": llama_like(4096, 32, 32, 8, 14336, 65536, num_experts=16, num_experts_per_tok=2, mamba_dt_rank=256, attn_layer_period=8, attn_layer_offset=4, expert_layer_period=2, expert_layer_offset=1),
        "Jamba-1.5-Large": llama_like(8192, 72, 64, 8, 24576, 65536, num_experts=16, num_experts_per_tok=2, mamba_dt_rank=512, attn_layer_period=8, attn_layer_offset=4, expert_layer_period=2, expert_layer_offset=1),
    },
    "mamba": {"Mamba-130M": {"hidden_size": 768, "num_hidden_layers": 24, "intermediate_size": 1536, "time_step_rank": 48, "d_model": 768, "n_layer": 24}, "Mamba-2.8B": {"hidden_size": 2560, "num_hidden_layers": 64, "intermediate_size": 5120, "time_step_rank": 160}},
    "mamba2": {
        "Mamba-2-2.7B": {"hidden_size": 2560, "num_hidden_layers": 64, "num_heads": 80, "head_dim": 64, "n_groups": 1, "vocab_size": 50288, "state_size": 128, "tie_word_embeddings": True},
        "Codestral Mamba": {"hidden_size": 4096, "num_hidden_layers": 64, "num_heads": 128, "head_dim": 64, "n_groups": 8, "vocab_size": 32768, "tie_word_embeddings": False},
    },
    "falcon_mamba": {"Falcon-Mamba-7B": {"hidden_size": 4096, "num_hidden_layers": 64, "intermediate_size": 8192, "vocab_size": 65024, "time_step_rank": 256, "tie_word_embeddings": False}},
    "falcon_h1": {
        "Falcon-H1-0.5B": llama_like(1024, 36, 8, 2, 2048, 32784, head_dim=64, mamba_d_ssm=1536, mamba_n_heads=24, mamba_d_head=64, mamba_d_state=128, mamba_n_groups=1, mamba_rms_norm=False, tie_word_embeddings=False),
        "Falcon-H1-7B": llama_like(3072, 44, 12, 2, 12288, 130048, head_dim=128, mamba_d_ssm=3072, mamba_n_heads=24, mamba_d_head=128, mamba_d_state=256, mamba_n_groups=1, mamba_rms_norm=False),
    },
    "bamba": {"Bamba-9B": llama_like(4096, 32, 32, 8, 14336, 128256, attn_layer_indices=[9, 18, 27], mamba_n_heads=128, mamba_d_head=64, mamba_d_state=128, mamba_n_groups=1)},
    "zamba2": {
        "Zamba2-1.2B": {"hidden_size": 2048, "num_hidden_layers": 38, "num_attention_heads": 32, "num_key_value_heads": 32, "attention_head_dim": 128, "attention_hidden_size": 4096, "intermediate_size": 8192, "mamba_d_state": 128, "mamba_headdim": 64, "n_mamba_heads": 64, "num_mem_blocks": 1,
                        "use_shared_attention_adapter": True, "adapter_rank": 128, "use_mem_rope": True, "vocab_size": 32000, "layers_block_type": ["hybrid" if layer in (5, 11, 17, 23, 29, 35) else "mamba" for layer in range(38)]},
    },
    "nemotron_h": {
        "Nemotron-H-8B": {"hidden_size": 4096, "num_hidden_layers": 52, "hybrid_override_pattern": "M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M*-M-M-M-M-M-", "intermediate_size": 21504, "num_attention_heads": 32, "num_key_value_heads": 8, "attention_head_dim": 128, "head_dim": 128, "mamba_num_heads": 128,
                          "mamba_head_dim": 64, "n_groups": 8, "ssm_state_size": 128, "vocab_size": 131072},
        "Nemotron-Nano-9B-v2": {"hidden_size": 4480, "num_hidden_layers": 56, "hybrid_override_pattern": "M-M-M-MM-M-M-M*-M-M-M*-M-M-M-M*-M-M-M-M*-M-MM-M-M-M-M-M-", "intermediate_size": 15680, "num_attention_heads": 40, "num_key_value_heads": 8, "head_dim": 128, "mamba_num_heads": 128, "mamba_head_dim": 80,
                                "n_groups": 8, "ssm_state_size": 128, "vocab_size": 131072},
    },
    "lfm2": {
        "LFM2-1.2B": {"hidden_size": 2048, "num_hidden_layers": 16, "num_attention_heads": 32, "num_key_value_heads": 8, "block_ff_dim": 12288, "block_auto_adjust_ff_dim": True, "block_ffn_dim_multiplier": 1.0, "block_multiple_of": 256, "conv_L_cache": 3, "full_attn_idxs": [2, 5, 8, 10, 12, 14], "vocab_size": 65536, "tie_embedding": True},
        "LFM2-350M": {"hidden_size": 1024, "num_hidden_layers": 16, "num_attention_heads": 16, "num_key_value_heads": 8, "intermediate_size": 6656, "block_auto_adjust_ff_dim": True, "block_ffn_dim_multiplier": 1.0, "block_multiple_of": 256, "vocab_size": 65536,
                      "layer_types": [FULL if layer in (2, 5, 8, 10, 12, 14) else "conv" for layer in range(16)]},
    },
    "rwkv": {"RWKV-4-169M": {"hidden_size": 768, "num_hidden_layers": 12, "attention_hidden_size": 768, "intermediate_size": 3072, "vocab_size": 50277}},
    "recurrent_gemma": {
        "RecurrentGemma-2B": {"hidden_size": 2560, "num_hidden_layers": 26, "num_attention_heads": 10, "num_key_value_heads": 1, "intermediate_size": 15360, "lru_width": 2560, "vocab_size": 256000, "attention_window_size": 2048},
        "RecurrentGemma-9B": {"hidden_size": 4096, "num_hidden_layers": 38, "num_attention_heads": 16, "num_key_value_heads": 1, "intermediate_size": 24576, "lru_width": 4096, "vocab_size": 256000},
    },
    "llama4_text": {
        "Llama-4-Scout": llama_like(5120, 48, 40, 8, 8192, 202048, head_dim=128, intermediate_size_mlp=16384, num_local_experts=16, num_experts_per_tok=1, interleave_moe_layer_step=1, use_qk_norm=True, attention_chunk_size=8192),
        "Llama-4-Maverick": llama_like(5120, 48, 40, 8, 8192, 202048, head_dim=128, intermediate_size_mlp=16384, num_local_experts=128, num_experts_per_tok=1, interleave_moe_layer_step=2, use_qk_norm=False),
    },
    "bert": {
        "BERT large": bert_like(1024, 24, 16, 30522, architectures=["BertForMaskedLM"], max_position_embeddings=512, type_vocab_size=2),
        "BERT base, sentiment": bert_like(768, 12, 12, 105879, architectures=["BertForSequenceClassification"], id2label={str(i): f"{i} stars" for i in range(5)}),
        "BERT large, questions": bert_like(1024, 24, 16, 28996, architectures=["BertForQuestionAnswering"]),
        "BERT base, entities": bert_like(768, 12, 12, 28996, architectures=["BertForTokenClassification"], id2label={str(i): str(i) for i in range(9)}),
        "pretraining": bert_like(768, 12, 12, 30522, architectures=["BertForPreTraining"]),
        "MiniLM-L6": {"architectures": ["BertModel"], "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536, "vocab_size": 30522},
    },
    "roberta": {"RoBERTa large": bert_like(1024, 24, 16, 50265, max_position_embeddings=514, type_vocab_size=1, architectures=["RobertaForMaskedLM"]),
                "RoBERTa large, MNLI": bert_like(1024, 24, 16, 50265, max_position_embeddings=514, type_vocab_size=1, architectures=["RobertaForSequenceClassification"], id2label={"0": "a", "1": "b", "2": "c"})},
    "xlm-roberta": {"XLM-R base": bert_like(768, 12, 12, 250002, max_position_embeddings=514, type_vocab_size=1, architectures=["XLMRobertaForMaskedLM"]), "BGE-M3": bert_like(1024, 24, 16, 250002, max_position_embeddings=8194, type_vocab_size=1, architectures=["XLMRobertaModel"])},
    "camembert": {"CamemBERT base": bert_like(768, 12, 12, 32005, max_position_embeddings=514, type_vocab_size=1, architectures=["CamembertForMaskedLM"])},
    "distilbert": {"DistilBERT, SST-2": {"dim": 768, "n_layers": 6, "n_heads": 12, "hidden_dim": 3072, "vocab_size": 30522, "architectures": ["DistilBertForSequenceClassification"]}, "DistilBERT, masked": {"architectures": ["DistilBertForMaskedLM"], "vocab_size": 30522}},
    "albert": {"ALBERT xxlarge": {"architectures": ["AlbertForMaskedLM"], "embedding_size": 128, "hidden_size": 4096, "intermediate_size": 16384, "num_attention_heads": 64, "num_hidden_layers": 12, "vocab_size": 30000}, "ALBERT large": {"hidden_size": 1024, "intermediate_size": 4096, "num_attention_heads": 16, "num_hidden_layers": 24, "architectures": ["AlbertModel"]}},
    "electra": {"ELECTRA base discriminator": bert_like(768, 12, 12, 30522, embedding_size=768, architectures=["ElectraForPreTraining"]), "ELECTRA large generator": bert_like(256, 24, 4, 30522, embedding_size=1024, architectures=["ElectraForMaskedLM"])},
    "deberta": {"DeBERTa base": bert_like(768, 12, 12, 50265, relative_attention=True, pos_att_type="c2p|p2c", position_biased_input=False, type_vocab_size=0, max_relative_positions=-1, architectures=["DebertaModel"])},
    "deberta-v2": {
        "DeBERTa-v3 large": bert_like(1024, 24, 16, 128100, relative_attention=True, pos_att_type="p2c|c2p", position_biased_input=False, share_att_key=True, position_buckets=256, norm_rel_ebd="layer_norm", max_relative_positions=-1, type_vocab_size=0, architectures=["DebertaV2Model"]),
        "DeBERTa-v2 xlarge": bert_like(1536, 24, 24, 128100, relative_attention=True, pos_att_type="p2c|c2p", position_biased_input=False, share_att_key=True, position_buckets=256, norm_rel_ebd="layer_norm", conv_kernel_size=3, conv_act="gelu", attention_head_size=64, architectures=["DebertaV2ForMaskedLM"]),
    },
    "mpnet": {"MPNet base": bert_like(768, 12, 12, 30527, max_position_embeddings=514, relative_attention_num_buckets=32, architectures=["MPNetModel"])},
    "modernbert": {"ModernBERT base": {"vocab_size": 50368, "global_attn_every_n_layers": 3, "architectures": ["ModernBertForMaskedLM"]}, "ModernBERT large": {"hidden_size": 1024, "num_hidden_layers": 28, "num_attention_heads": 16, "intermediate_size": 2624, "architectures": ["ModernBertForMaskedLM"]}},
    "longformer": {"Longformer base": bert_like(768, 12, 12, 50265, max_position_embeddings=4098, type_vocab_size=1, attention_window=[512] * 12, architectures=["LongformerModel"])},
    "big_bird": {"BigBird base": bert_like(768, 12, 12, 50358, max_position_embeddings=4096, architectures=["BigBirdForPreTraining"])},
    "nomic_bert": {"nomic-embed-text": bert_like(768, 12, 12, 30528, max_position_embeddings=2048, architectures=["NomicBertModel"])},
    "t5": {"T5 base": t5_like(768, 12, 12, 64, 3072), "T5 3B": t5_like(1024, 24, 32, 128, 16384), "FLAN-T5 XL": t5_like(2048, 24, 32, 64, 5120, feed_forward_proj="gated-gelu", tie_word_embeddings=False), "encoder": t5_like(768, 12, 12, 64, 3072, architectures=["T5EncoderModel"])},
    "mt5": {"mT5 base": t5_like(768, 12, 12, 64, 2048, vocab_size=250112, feed_forward_proj="gated-gelu", tie_word_embeddings=False)},
    "umt5": {"umT5 base": t5_like(768, 12, 12, 64, 2048, vocab_size=256384, feed_forward_proj="gated-gelu", tie_word_embeddings=False)},
    "longt5": {"LongT5 tglobal base": t5_like(768, 12, 12, 64, 2048, encoder_attention_type="transient-global", feed_forward_proj="gated-gelu", tie_word_embeddings=False)},
    "bart": {"BART large": bart_like(1024, 12, 16, 4096, 50265), "BART large, MNLI": bart_like(1024, 12, 16, 4096, 50265, architectures=["BartForSequenceClassification"], id2label={"0": "a", "1": "b", "2": "c"}), "DistilBART": bart_like(1024, 12, 16, 4096, 50264, decoder_layers=6)},
    "mbart": {"mBART-50": bart_like(1024, 12, 16, 4096, 250054)},
    "pegasus": {"PEGASUS large": bart_like(1024, 16, 16, 4096, 96103)},
    "marian": {"OPUS en-de": bart_like(512, 6, 8, 2048, 58101, max_position_embeddings=512, decoder_vocab_size=58101)},
    "m2m_100": {"M2M-100 418M": bart_like(1024, 12, 16, 4096, 128112), "NLLB-600M": bart_like(1024, 12, 16, 4096, 256206)},
    "blenderbot": {"Blenderbot-400M": bart_like(1280, 12, 32, 5120, 8008, encoder_layers=2)},
    "whisper": {
        "Whisper large-v3": bart_like(1280, 32, 20, 5120, 51866, num_mel_bins=128), "Whisper base": bart_like(512, 6, 8, 2048, 51865),
    },
    "vit": {"ViT large": {**IMAGE_LARGE, "architectures": ["ViTForImageClassification"], "id2label": {str(i): str(i) for i in range(1000)}}},
    "deit": {"DeiT base": {"architectures": ["DeiTForImageClassificationWithTeacher"], "id2label": {str(i): str(i) for i in range(1000)}}},
    "beit": {"BEiT base": {"architectures": ["BeitForImageClassification"], "use_relative_position_bias": True, "use_absolute_position_embeddings": False, "use_shared_relative_position_bias": False, "use_mean_pooling": True, "id2label": {str(i): str(i) for i in range(1000)}}},
    "dinov2": {"DINOv2 large": {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "image_size": 518, "architectures": ["Dinov2Model"]}, "DINOv2 giant": {"hidden_size": 1536, "num_hidden_layers": 40, "num_attention_heads": 24, "image_size": 518, "use_swiglu_ffn": True}},
    "clip": {"CLIP ViT-L/14": {"projection_dim": 768, "text_config": {"hidden_size": 768, "intermediate_size": 3072, "num_attention_heads": 12, "projection_dim": 768}, "vision_config": {**IMAGE_LARGE, "patch_size": 14, "projection_dim": 768}}},
    "siglip": {"SigLIP so400m": {"text_config": {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27, "num_attention_heads": 16}, "vision_config": {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27, "num_attention_heads": 16, "image_size": 384, "patch_size": 14}}},
    "gemma3": {"Gemma-3-4B": {"text_config": {"hidden_size": 2560, "intermediate_size": 10240, "num_hidden_layers": 34, "model_type": "gemma3_text", "sliding_window": 1024}, "vision_config": {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27, "num_attention_heads": 16, "image_size": 896, "patch_size": 14}},
               "Gemma-3-27B": {"text_config": llama_like(5376, 62, 32, 16, 21504, 262208, head_dim=128, sliding_window=1024, query_pre_attn_scalar=168), "vision_config": {"hidden_size": 1152, "intermediate_size": 4304, "num_hidden_layers": 27, "num_attention_heads": 16, "image_size": 896, "patch_size": 14}}},
    "llava": {"LLaVA-1.5-7B": {"text_config": {"model_type": "llama", "vocab_size": 32064, "max_position_embeddings": 4096}, "vision_config": {**IMAGE_LARGE, "model_type": "clip_vision_model", "image_size": 336, "patch_size": 14, "projection_dim": 768}}},
    "qwen2_5_vl": {"Qwen2.5-VL-7B, flat": llama_like(3584, 28, 28, 4, 18944, 152064, tie_word_embeddings=False, vision_config={"depth": 32, "hidden_size": 1280, "out_hidden_size": 3584})},
    "qwen2_vl": {"Qwen2-VL-2B, flat": llama_like(1536, 28, 12, 2, 8960, 151936, tie_word_embeddings=True, vision_config={"depth": 32, "embed_dim": 1280, "hidden_size": 1536})},
    "mllama": {"Llama-3.2-11B-Vision": {"text_config": {"vocab_size": 128256, "hidden_size": 4096, "num_hidden_layers": 40, "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336, "cross_attention_layers": [3, 8, 13, 18, 23, 28, 33, 38]}}},
    "mistral3": {"Mistral-Small-3.1": {"text_config": llama_like(5120, 40, 32, 8, 32768, 131072, head_dim=128, model_type="mistral"), "vision_config": {"model_type": "pixtral", "hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 24, "num_attention_heads": 16, "image_size": 1540, "patch_size": 14, "head_dim": 64}}},
}
