"""The small configurations that `make_family_truth.py` counts: tables, nothing else.

SMALL holds a value for every key that several families share; a family's class takes those that it has. FAMILIES adds, removes (ABSENT)
or replaces keys, and names further cases of which each is the family's small configuration with some keys changed.
"""

ABSENT = object()

SMALL = {
    "vocab_size": 97, "type_vocab_size": 3,
    # width, layers, heads
    "hidden_size": 48, "n_embd": 48, "d_model": 48, "dim": 48, "emb_dim": 48,
    "num_hidden_layers": 2, "n_layer": 2, "n_layers": 2, "num_layers": 2,
    "num_attention_heads": 4, "n_head": 4, "n_heads": 4, "num_heads": 4, "attention_heads": 4,
    "num_key_value_heads": 2, "head_dim": 20, "d_kv": 10,
    "encoder_layers": 2, "decoder_layers": 3, "encoder_attention_heads": 4, "decoder_attention_heads": 6, "encoder_ffn_dim": 80, "decoder_ffn_dim": 72,
    "num_decoder_layers": 3,
    # feed-forward
    "intermediate_size": 80, "ffn_dim": 80, "d_ff": 80, "hidden_dim": 80, "n_inner": 80, "dff": 80, "d_inner": 80,
    # positions
    "max_position_embeddings": 40, "n_positions": 40, "max_seq_len": 40, "sliding_window": 16, "rotary_dim": 8, "relative_attention_num_buckets": 6,
    "relative_attention_max_distance": 20,
    # experts
    "num_experts": 6, "num_local_experts": 6, "n_routed_experts": 6, "num_experts_per_tok": 2, "moe_intermediate_size": 24,
    "shared_expert_intermediate_size": 36, "n_group": 1, "topk_group": 1,
    # latent attention
    "kv_lora_rank": 20, "q_lora_rank": 28, "qk_rope_head_dim": 8, "qk_nope_head_dim": 12, "v_head_dim": 18,
    # linear attention and state spaces
    "linear_conv_kernel_dim": 3, "linear_key_head_dim": 8, "linear_value_head_dim": 12, "linear_num_key_heads": 2, "linear_num_value_heads": 4,
    "state_size": 6, "mamba_d_state": 6, "mamba_d_conv": 3, "conv_kernel": 3, "mamba_dt_rank": 5, "time_step_rank": 5,
    # images
    "image_size": 32, "patch_size": 8,
}
# Layers of a family whose layers differ by `layer_types`.
PATTERNED_LAYERS = 4

NO_HEAD_DIM = {"no head_dim": {"head_dim": ABSENT}}
NO_GROUPS = {"no key/value heads": {"num_key_value_heads": ABSENT}}
DECODER = {"decoder with cross attention": {"is_decoder": True, "add_cross_attention": True}}
UNTIED = {"untied": {"tie_word_embeddings": False}}
TIED = {"tied": {"tie_word_embeddings": True}}
FULL_AND_WINDOW = {"layer_types": {"layer_types": ["full_attention", "sliding_attention", "sliding_attention", "full_attention"]}}



def with_cases(small, *tables):
    return {"small": small, "cases": {name: keys for table in tables for name, keys in table.items()}}


LATENT = [{"no q_lora": {"q_lora_rank": None}, "first two dense": {"first_k_dense_replace": 2}, "biases": {"attention_bias": True}}, TIED]
DENSE_FIRST = {"n_routed_experts": 6, "num_experts_per_tok": 2, "first_k_dense_replace": 1}
LINEAR = {"layer_types": {"layer_types": ["full_attention", "linear_attention", "full_attention", "linear_attention"]}}
IMAGE = {"num_channels": 2}
SEQUENCE_TO_SEQUENCE = {"d_model": 48, "vocab_size": 97, "pad_token_id": 1, "decoder_start_token_id": 2}

FAMILIES = {
    # ---- decoders, dense
    "llama": with_cases({}, NO_HEAD_DIM, NO_GROUPS, TIED, {"biases": {"attention_bias": True, "mlp_bias": True}}),
    "mistral": with_cases({}, NO_HEAD_DIM, NO_GROUPS, TIED, {"head_dim null": {"head_dim": None}, "full attention": {"sliding_window": None}}),
    "ministral": with_cases({}, NO_HEAD_DIM, FULL_AND_WINDOW, TIED),
    "ministral3": with_cases({}, NO_HEAD_DIM, TIED),
    "qwen2": with_cases({}, NO_GROUPS, TIED, {"windows": {"use_sliding_window": True, "sliding_window": 16, "max_window_layers": 1}}, FULL_AND_WINDOW),
    "qwen3": with_cases({}, NO_HEAD_DIM, TIED, {"biases": {"attention_bias": True}}, FULL_AND_WINDOW),
    "gemma": with_cases({}, NO_HEAD_DIM, UNTIED, {"biases": {"attention_bias": True}}),
    "gemma2": with_cases({}, UNTIED, {"biases": {"attention_bias": True}}, FULL_AND_WINDOW),
    "gemma3_text": with_cases({"num_hidden_layers": 7}, UNTIED, {"pattern": {"sliding_window_pattern": 3}, "biases": {"attention_bias": True}}),
    "gemma3n_text": with_cases(
        {"num_hidden_layers": 7, "vocab_size_per_layer_input": 53, "hidden_size_per_layer_input": 6, "laurel_rank": 10,
         "num_kv_shared_layers": 2, "activation_sparsity_pattern": [0.0] * 7},
        UNTIED, {"shared by none": {"num_kv_shared_layers": 0}, "widths by layer": {"intermediate_size": [80, 80, 72, 72, 64, 64, 56]}, "three streams": {"altup_num_inputs": 3}}),
    "gemma4_text": with_cases(
        {"num_hidden_layers": 6, "vocab_size_per_layer_input": 53, "hidden_size_per_layer_input": 6, "global_head_dim": 24},
        UNTIED, {"shared layers": {"num_kv_shared_layers": 2}, "wide shared layers": {"num_kv_shared_layers": 2, "use_double_wide_mlp": True},
                 "keys are values": {"attention_k_eq_v": True, "num_global_key_value_heads": 1}, "no layer inputs": {"hidden_size_per_layer_input": 0},
                 "experts": {"enable_moe_block": True, "num_experts": 6, "top_k_experts": 2, "moe_intermediate_size": 24}}),
    "vaultgemma": with_cases({}, UNTIED),
    "phi": with_cases({}, TIED, NO_GROUPS, {"normed": {"qk_layernorm": True}}),
    "phi3": with_cases({}, TIED, NO_GROUPS, {"partial rotary": {"partial_rotary_factor": 0.75}}),
    "gpt2": with_cases({"n_inner": ABSENT}, UNTIED, {"n_inner": {"n_inner": 80}, "cross attention": {"add_cross_attention": True}}),
    "gptj": with_cases({"n_inner": ABSENT}, TIED, {"n_inner": {"n_inner": 80}}),
    "gpt_neo": with_cases({"intermediate_size": ABSENT, "attention_types": [[["global", "local"], 1]]}, UNTIED, {"intermediate_size": {"intermediate_size": 80}}),
    "gpt_neox": with_cases({}, TIED, {"sequential": {"use_parallel_residual": False}, "no biases": {"attention_bias": False}}),
    "gpt_neox_japanese": with_cases({"intermediate_multiple_size": 3}, UNTIED),
    "gpt_bigcode": with_cases({"n_inner": ABSENT, "num_key_value_heads": ABSENT}, UNTIED, {"n_inner": {"n_inner": 80}, "own keys": {"multi_query": False}, "cross attention": {"add_cross_attention": True, "multi_query": False}}),
    "starcoder2": with_cases({}, UNTIED, {"no biases": {"use_bias": False}}),
    "codegen": with_cases({"n_inner": ABSENT}, TIED, {"n_inner": {"n_inner": 80}}),
    "opt": with_cases({"word_embed_proj_dim": ABSENT}, UNTIED, {
        "narrow embeddings": {"word_embed_proj_dim": 24}, "norm after": {"do_layer_norm_before": False, "word_embed_proj_dim": 24}, "no biases": {"enable_bias": False},
        "no norm scales": {"layer_norm_elementwise_affine": False}, "no last norm": {"_remove_final_layer_norm": True}}),
    "xglm": with_cases({}, UNTIED),
    "biogpt": with_cases({}, UNTIED),
    "openai-gpt": with_cases({}, UNTIED),
    "imagegpt": with_cases({"n_inner": ABSENT}, TIED, {"n_inner": {"n_inner": 80}}),
    "ctrl": with_cases({}, UNTIED),
    "bloom": with_cases({}, UNTIED),
    "falcon": with_cases({"num_kv_heads": 2}, UNTIED, {
        "groups": {"new_decoder_architecture": True}, "groups, one norm": {"new_decoder_architecture": True, "num_ln_in_parallel_attn": 1},
        "own keys": {"multi_query": False}, "sequential": {"parallel_attn": False}, "biases": {"bias": True}, "alibi": {"alibi": True, "multi_query": False, "parallel_attn": False, "bias": True},
        "feed-forward": {"ffn_hidden_size": 80}}),
    "mpt": with_cases({}, UNTIED, {"normed": {"attn_config": {"qk_ln": True}}, "groups": {"attn_config": {"kv_n_heads": 2}}, "expansion": {"expansion_ratio": 3}, "biases": {"no_bias": False},
                                   "learned positions": {"attn_config": {"alibi": False}}}),
    "persimmon": with_cases({}, TIED, {"not normed": {"qk_layernorm": False}}),
    "stablelm": with_cases({}, TIED, NO_GROUPS, {"normed": {"qk_layernorm": True}, "parallel": {"use_parallel_residual": True}, "biases": {"use_qkv_bias": True}}),
    "olmo": with_cases({}, TIED, NO_GROUPS, {"biases": {"attention_bias": True}}),
    "olmo2": with_cases({}, TIED, NO_GROUPS, {"biases": {"attention_bias": True}}),
    "olmo3": with_cases({}, TIED, FULL_AND_WINDOW),
    "olmo_hybrid": with_cases({}, TIED, LINEAR),
    "granite": with_cases({}, TIED, {"biases": {"attention_bias": True, "mlp_bias": True}}),
    "granite_swa": with_cases({}, UNTIED, {"biases": {"attention_bias": True, "mlp_bias": True}}),
    "cohere": with_cases({}, UNTIED, {"normed": {"use_qk_norm": True}, "biases": {"attention_bias": True}}),
    "cohere2": with_cases({}, UNTIED, NO_HEAD_DIM, {"biases": {"attention_bias": True}}, FULL_AND_WINDOW),
    "glm": with_cases({}, TIED, {"no biases": {"attention_bias": False}}),
    "glm4": with_cases({}, TIED, {"no biases": {"attention_bias": False}}),
    "nemotron": with_cases({}, TIED, NO_HEAD_DIM, NO_GROUPS, {"biases": {"attention_bias": True, "mlp_bias": True}}),
    "helium": with_cases({}, TIED, {"biases": {"attention_bias": True, "mlp_bias": True}}),
    "smollm3": with_cases({}, UNTIED, {"biases": {"attention_bias": True, "mlp_bias": True}, "no rotary at all": {"no_rope_layer_interval": 1}}),
    "exaone4": with_cases({}, TIED, NO_GROUPS, {"pattern": {"sliding_window_pattern": "LLG"}}, FULL_AND_WINDOW),
    "ernie4_5": with_cases({}, UNTIED, NO_HEAD_DIM, {"biases": {"use_bias": True}}),
    "hunyuan_v1_dense": with_cases({}, TIED, NO_HEAD_DIM, {"biases": {"attention_bias": True}}),
    "seed_oss": with_cases({}, TIED, NO_HEAD_DIM, {"no biases": {"attention_bias": False}, "all biases": {"attention_bias": True, "attention_out_bias": True, "mlp_bias": True}}),
    "arcee": with_cases({}, TIED, NO_HEAD_DIM, {"biases": {"attention_bias": True, "mlp_bias": True}}),
    "apertus": with_cases({}, TIED, {"biases": {"attention_bias": True}}),
    "bitnet": with_cases({}, TIED), "minicpm3": with_cases({}, UNTIED, {"no q_lora": {"q_lora_rank": None}}), "nanochat": with_cases({}, TIED), "diffllama": with_cases({}, TIED), "cwm": with_cases({}, TIED), "jais2": with_cases({}, TIED),
    "mellum": with_cases({}, TIED), "doge": with_cases({}, TIED), "youtu": with_cases({}, TIED, {"no q_lora": {"q_lora_rank": None}}), "hyperclovax": with_cases({}, TIED),
    "modernbert-decoder": with_cases({}, UNTIED),
    "gpt-sw3": with_cases({"n_inner": ABSENT}, UNTIED),
    # ---- the text models that files with several models name in `text_config`
    **{name: with_cases({}, NO_HEAD_DIM) for name in ("qwen2_vl_text", "qwen2_5_vl_text", "qwen3_vl_text", "glm4v_text", "qwen3_vl_moe_text", "glm4v_moe_text", "qwen2_5_omni_text", "qwen3_omni_moe_text")},
    "mllama_text_model": with_cases({"num_hidden_layers": 4, "cross_attention_layers": [1, 3], "pad_token_id": 0}),
    # ---- decoders with experts
    "mixtral": with_cases({}, NO_HEAD_DIM, TIED),
    "qwen2_moe": with_cases({}, TIED, {"dense layers": {"mlp_only_layers": [1]}, "every second": {"decoder_sparse_step": 2}, "no biases": {"qkv_bias": False}}),
    "qwen3_moe": with_cases({"num_hidden_layers": 4}, TIED, NO_HEAD_DIM, {"dense layers": {"mlp_only_layers": [0, 2]}, "every second": {"decoder_sparse_step": 2}}),
    "qwen3_next": with_cases({}, TIED, LINEAR, {"dense layers": {"mlp_only_layers": [1]}, "pattern": {"full_attention_interval": 2}, "biases": {"attention_bias": True}}),
    "qwen3_5_text": with_cases({}, TIED, LINEAR), "qwen3_5_moe_text": with_cases({}, TIED, LINEAR),
    "phimoe": with_cases({}, TIED, {"biases": {"attention_bias": True, "lm_head_bias": True}}),
    "olmoe": with_cases({}, TIED, NO_GROUPS), "flex_olmo": with_cases({}, TIED, NO_GROUPS),
    "granitemoe": with_cases({}, TIED), "granitemoe_swa": with_cases({}, TIED, {"shared expert": {"shared_intermediate_size": 36}}), "granitemoeshared": with_cases({}, TIED, {"shared expert": {"shared_intermediate_size": 36}}),
    "granitemoehybrid": with_cases(
        {"num_hidden_layers": 4, "shared_intermediate_size": 36, "mamba_n_heads": 4, "mamba_d_head": 24, "layer_types": ["mamba", "attention", "mamba", "attention"]},
        TIED, {"no experts": {"num_local_experts": 0}, "rotary": {"position_embedding_type": "rope"}}),
    "deepseek_v2": with_cases(dict(DENSE_FIRST, num_hidden_layers=3, head_dim=ABSENT, num_key_value_heads=4), *LATENT),
    "deepseek_v3": with_cases(dict(DENSE_FIRST, num_hidden_layers=3, head_dim=ABSENT, num_key_value_heads=4), *LATENT),
    "kimi_k2": with_cases(dict(DENSE_FIRST, num_hidden_layers=3, head_dim=ABSENT, num_key_value_heads=4), TIED),
    "mistral4": with_cases(dict(DENSE_FIRST, num_hidden_layers=3, head_dim=ABSENT, num_key_value_heads=4), TIED, {"no q_lora": {"q_lora_rank": None}, "biases": {"attention_bias": True}}),
    "deepseek_v32": with_cases({"num_hidden_layers": 3, "first_k_dense_replace": 1, "head_dim": ABSENT, "num_key_value_heads": 4, "index_n_heads": 2, "index_head_dim": 10}, TIED),
    "deepseek_v4": with_cases({"num_hidden_layers": 4, "o_groups": 2, "o_lora_rank": 10, "index_n_heads": 2, "index_head_dim": 10, "num_key_value_heads": 1, "hc_mult": 2}, TIED),
    "kimi_linear": with_cases({"num_hidden_layers": 5, "num_experts_per_token": 2, "linear_head_dim": 10, "linear_num_heads": 4, "head_dim": ABSENT, "num_key_value_heads": 4, "q_lora_rank": ABSENT}, TIED),
    "glm4_moe": with_cases(dict(DENSE_FIRST, num_hidden_layers=3), TIED, NO_HEAD_DIM, {"normed": {"use_qk_norm": True}, "biases": {"attention_bias": True}, "two shared": {"n_shared_experts": 2}}),
    "glm4_moe_lite": with_cases({"num_hidden_layers": 3, "head_dim": ABSENT, "num_key_value_heads": 4}, TIED),
    "glm_moe_dsa": with_cases({"num_hidden_layers": 3, "first_k_dense_replace": 1, "head_dim": ABSENT, "num_key_value_heads": 4, "index_n_heads": 2, "index_head_dim": 10}, TIED),
    "gpt_oss": with_cases({}, TIED, {"no biases": {"attention_bias": False}}, FULL_AND_WINDOW),
    "exaone_moe": with_cases({"num_hidden_layers": 4, "first_k_dense_replace": 1}, TIED),
    "ernie4_5_moe": with_cases({"num_hidden_layers": 4, "moe_k": 2, "moe_num_experts": 6, "moe_layer_end_index": 3}, UNTIED, {
        "biases": {"use_bias": True}, "every second": {"moe_layer_interval": 2}, "no shared": {"moe_num_shared_experts": 0}, "early end": {"moe_layer_end_index": 2}}),
    "hunyuan_v1_moe": with_cases({"num_experts": 6, "moe_topk": 2}, TIED, NO_HEAD_DIM, {"biases": {"attention_bias": True}}),
    "hy_v3": with_cases({"num_hidden_layers": 3}, TIED), "hy_v4": with_cases({"num_hidden_layers": 3, "head_dim": ABSENT, "num_key_value_heads": 4, "index_n_heads": 2, "index_head_dim": 10, "hc_mult": 2}, TIED),
    "dots1": with_cases(dict(DENSE_FIRST, num_hidden_layers=3, n_shared_experts=1), TIED, NO_HEAD_DIM, {"two shared": {"n_shared_experts": 2}, "biases": {"attention_bias": True}}),
    "minimax": with_cases({}, TIED, NO_HEAD_DIM, LINEAR),
    "minimax_m2": with_cases({"rotary_dim": 8}, TIED, NO_HEAD_DIM),
    "minimax_m3_vl_text": with_cases({"num_hidden_layers": 3, "dense_intermediate_size": 72, "shared_intermediate_size": 36}, TIED),
    "cohere2_moe": with_cases({}, UNTIED, {"shared": {"num_shared_experts": 2}, "first dense": {"first_k_dense_replace": 1}}),
    "dbrx": with_cases({"attn_config": {"kv_n_heads": 2, "clip_qkv": 8, "rope_theta": 10000.0}, "ffn_config": {"ffn_hidden_size": 72, "moe_num_experts": 5, "moe_top_k": 2, "hidden_size": 48}}),
    "jetmoe": with_cases({"kv_channels": 10, "num_attention_heads": 4}, UNTIED),
    "llama4_text": with_cases({"intermediate_size_mlp": 96, "attention_chunk_size": 16, "num_experts_per_tok": 1}, TIED, {
        "every second": {"interleave_moe_layer_step": 2}, "moe_layers": {"moe_layers": [1, 2]}, "biases": {"attention_bias": True}, "not normed": {"use_qk_norm": False}}),
    "aria_text": with_cases({"moe_num_experts": 6, "moe_topk": 2, "moe_num_shared_experts": 2}, TIED),
    "axk1": with_cases({"num_hidden_layers": 3}, TIED), "laguna": with_cases({"num_hidden_layers": 3}, TIED, {"heads by layer": {"num_attention_heads_per_layer": [4, 8, 4]}, "gates by entry": {"gating": "per-element"}}),
    "mimo_v2_flash": with_cases({"num_hidden_layers": 3}, TIED), "solar_open": with_cases({}, TIED), "afmoe": with_cases({"num_hidden_layers": 3, "num_dense_layers": 1}, TIED),
    "longcat_flash": with_cases({"num_layers": 2, "num_hidden_layers": ABSENT, "ffn_hidden_size": 80, "expert_ffn_hidden_size": 24, "moe_topk": 2, "zero_expert_num": 2, "head_dim": ABSENT, "num_key_value_heads": 4}, TIED),
    # ---- state spaces and hybrids
    "jamba": with_cases({"num_hidden_layers": 4, "attn_layer_period": 2, "attn_layer_offset": 1, "expert_layer_period": 2, "expert_layer_offset": 1}, TIED, {
        "no experts": {"num_experts": 1}, "biases": {"mamba_proj_bias": True}, "no convolution bias": {"mamba_conv_bias": False}, "rank by width": {"mamba_dt_rank": "auto"},
        "other offset": {"attn_layer_offset": 0, "attn_layer_period": 3}}),
    "mamba": with_cases({}, UNTIED, {"biases": {"use_bias": True}, "no convolution bias": {"use_conv_bias": False}, "rank by width": {"time_step_rank": "auto"}, "expand": {"expand": 3}}),
    "mamba2": with_cases({"num_heads": 4, "head_dim": 24, "n_groups": 2, "time_step_rank": ABSENT}, TIED, {"biases": {"use_bias": True}, "no convolution bias": {"use_conv_bias": False}, "one group": {"n_groups": 1}}),
    "falcon_mamba": with_cases({}, UNTIED, {"biases": {"use_bias": True}}),
    "falcon_h1": with_cases({"mamba_d_ssm": 64, "mamba_n_heads": 4, "mamba_d_head": 16, "mamba_n_groups": 2}, TIED, {
        "normed": {"mamba_rms_norm": True}, "biases": {"projectors_bias": True, "attention_bias": True, "mlp_bias": True, "mamba_proj_bias": True}, "by expansion": {"mamba_d_ssm": None, "mamba_d_head": 24}}),
    "bamba": with_cases({"num_hidden_layers": 3, "mamba_n_heads": 4, "mamba_d_head": 24, "mamba_n_groups": 2, "attn_layer_indices": [1]}, TIED, {"biases": {"attention_bias": True, "mlp_bias": True, "mamba_proj_bias": True}}),
    "zamba": with_cases({"num_hidden_layers": 6, "attention_hidden_size": 96, "attention_head_dim": 24, "num_key_value_heads": 4, "layers_block_type": ["mamba", "mamba", "hybrid", "mamba", "hybrid", "mamba"]}, UNTIED),
    "zamba2": with_cases({"num_hidden_layers": 6, "attention_hidden_size": 96, "attention_head_dim": 24, "num_key_value_heads": 4, "n_mamba_heads": 4, "mamba_headdim": 24, "mamba_ngroups": 2, "adapter_rank": 7,
                          "layers_block_type": ["mamba", "mamba", "hybrid", "mamba", "hybrid", "mamba"]},
                         UNTIED, {"two blocks": {"num_mem_blocks": 2}, "adapters": {"use_shared_attention_adapter": True}, "biases": {"add_bias_linear": True}, "rotary": {"use_mem_rope": True}}),
    "nemotron_h": with_cases({"layers_block_type": ["mamba", "attention", "mlp", "moe"], "mamba_num_heads": 4, "mamba_head_dim": 16, "n_groups": 2, "ssm_state_size": 6, "moe_shared_expert_intermediate_size": 36},
                             TIED, {"biases": {"use_bias": True, "attention_bias": True, "mlp_bias": True, "mamba_proj_bias": True}, "latent experts": {"moe_latent_size": 20},
                                    "by pattern": {"layers_block_type": ABSENT, "hybrid_override_pattern": "M-M*"}}),
    "lfm2": with_cases({"layer_types": ["conv", "full_attention", "conv", "full_attention"], "block_multiple_of": 16}, UNTIED, {
        "width as written": {"block_auto_adjust_ff_dim": False}, "multiplied": {"block_ffn_dim_multiplier": 1.5}, "biases": {"conv_bias": True}, "by indices": {"layer_types": ABSENT, "full_attn_idxs": [1, 2]}}),
    "lfm2_moe": with_cases({"layer_types": ["conv", "full_attention", "conv", "full_attention"], "num_dense_layers": 1}, UNTIED, {"biases": {"conv_bias": True}}),
    "rwkv": with_cases({"attention_hidden_size": 64, "context_length": 40}, TIED, {"usual sizes": {"attention_hidden_size": ABSENT, "intermediate_size": ABSENT}}),
    "recurrent_gemma": with_cases({"num_hidden_layers": 4, "lru_width": 32, "attention_window_size": 16, "conv1d_width": 3}, UNTIED, {"usual sizes": {"lru_width": ABSENT, "num_key_value_heads": ABSENT, "head_dim": ABSENT}, "biases": {"attention_bias": True}}),
    "xlstm": with_cases({"hidden_size": 64, "num_blocks": ABSENT, "num_hidden_layers": 2, "embedding_dim": ABSENT}, TIED),
    # ---- encoders
    **{name: with_cases({}, UNTIED, DECODER) for name in ("bert", "roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "data2vec-text", "roberta-prelayernorm", "megatron-bert", "ernie")},
    **{name: with_cases({}, UNTIED) for name in (
        "mpnet", "layoutlm", "bert-generation", "ibert",
        "nystromformer", "fnet", "convbert", "nomic_bert", "jina_embeddings_v3", "gte", "eurobert", "luke",
        "xmod", "mra", "yoso", "splinter", "lilt", "flaubert")},
    "squeezebert": with_cases({"embedding_size": 48}, UNTIED),
    "roformer": with_cases({"embedding_size": 20}, UNTIED),
    "rembert": with_cases({"input_embedding_size": 20, "output_embedding_size": 28}, TIED),
    "distilbert": with_cases({}, UNTIED, {"sinusoidal": {"sinusoidal_pos_embds": True}}),
    "albert": with_cases({"embedding_size": 20, "num_hidden_layers": 4}, UNTIED, {"groups": {"num_hidden_groups": 2, "inner_group_num": 2}}),
    "electra": with_cases({"embedding_size": 20}, UNTIED, DECODER, {"one width": {"embedding_size": 48}}),
    "deberta": with_cases({"type_vocab_size": 0}, UNTIED, {
        "relative": {"relative_attention": True, "pos_att_type": ["c2p", "p2c"], "position_biased_input": False, "max_relative_positions": 12}, "segments": {"type_vocab_size": 2},
        "relative by string": {"relative_attention": True, "pos_att_type": "c2p", "max_relative_positions": 12}, "talking heads": {"talking_head": True}, "narrow embeddings": {"embedding_size": 20}}),
    "deberta-v2": with_cases({"type_vocab_size": 0}, UNTIED, {
        "relative, shared": {"relative_attention": True, "pos_att_type": "p2c|c2p", "position_biased_input": False, "share_att_key": True, "position_buckets": 8, "norm_rel_ebd": "layer_norm", "max_relative_positions": -1},
        "relative, own": {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "position_buckets": 8},
        "relative, long": {"relative_attention": True, "pos_att_type": ["c2p"]},
        "convolution": {"conv_kernel_size": 3, "conv_act": "gelu"}, "segments": {"type_vocab_size": 2}, "narrow embeddings": {"embedding_size": 20}}),
    "modernbert": with_cases({}, UNTIED, {"biases": {"norm_bias": True, "attention_bias": True, "mlp_bias": True, "classifier_bias": True}, "no decoder bias": {"decoder_bias": False},
                                          "every second": {"global_attn_every_n_layers": 2}}),
    "longformer": with_cases({"attention_window": 8}, UNTIED, {"windows by layer": {"attention_window": [8, 16]}}),
    "big_bird": with_cases({}, UNTIED, DECODER, {"full": {"attention_type": "original_full"}, "no biases": {"use_bias": False}}),
    "mobilebert": with_cases({"embedding_size": 20, "intra_bottleneck_size": 24}, UNTIED, {"no bottleneck": {"use_bottleneck": False}, "layer norm": {"normalization_type": "layer_norm"}, "bottleneck attention": {"use_bottleneck_attention": True}}),
    "xlm": with_cases({}, UNTIED), "xlnet": with_cases({}, UNTIED), "funnel": with_cases({"block_sizes": [1, 2]}, UNTIED),
    "esm": with_cases({"pad_token_id": 1, "mask_token_id": 2}, UNTIED, {"rotary": {"position_embedding_type": "rotary"}, "normed": {"emb_layer_norm_before": True}}),
    # ---- encoder-decoders
    "t5": with_cases({}, UNTIED, {"gated": {"feed_forward_proj": "gated-gelu"}, "as many layers": {"num_decoder_layers": ABSENT}}),
    "mt5": with_cases({}, UNTIED, {"not gated": {"feed_forward_proj": "relu"}}),
    "umt5": with_cases({}, UNTIED, {"not gated": {"feed_forward_proj": "relu"}}),
    "longt5": with_cases({"local_radius": 5, "global_block_size": 4}, UNTIED, {"transient global": {"encoder_attention_type": "transient-global"}, "gated": {"feed_forward_proj": "gated-gelu"}}),
    "switch_transformers": with_cases({"num_layers": 4, "num_decoder_layers": 4, "num_sparse_encoder_layers": 2, "num_sparse_decoder_layers": 1}, UNTIED, {"biased router": {"router_bias": True}}),
    **{name: with_cases(SEQUENCE_TO_SEQUENCE, UNTIED) for name in ("bart", "mbart", "pegasus", "m2m_100", "blenderbot", "blenderbot-small", "plbart", "pegasus_x", "bigbird_pegasus")},
    "mvp": with_cases(SEQUENCE_TO_SEQUENCE, UNTIED, {"prompts": {"use_prompt": True, "prompt_length": 7, "prompt_mid_dim": 20}}),
    "led": with_cases(dict(SEQUENCE_TO_SEQUENCE, max_encoder_position_embeddings=40, max_decoder_position_embeddings=24, attention_window=8), UNTIED),
    "marian": with_cases(dict(SEQUENCE_TO_SEQUENCE, decoder_vocab_size=ABSENT), UNTIED, {"two vocabularies": {"decoder_vocab_size": 83, "share_encoder_decoder_embeddings": False, "tie_word_embeddings": False}}),
    "nllb-moe": with_cases(dict(SEQUENCE_TO_SEQUENCE, encoder_layers=4, decoder_layers=4, encoder_sparse_step=2, decoder_sparse_step=4, decoder_attention_heads=4), UNTIED),
    "prophetnet": with_cases({"num_encoder_layers": 2, "num_decoder_layers": 3, "num_encoder_attention_heads": 4, "num_decoder_attention_heads": 6}, UNTIED),
    "whisper": with_cases(dict(SEQUENCE_TO_SEQUENCE, num_mel_bins=10, max_source_positions=30, max_target_positions=24, classifier_proj_size=20, pad_token_id=1, bos_token_id=1, eos_token_id=2, suppress_tokens=[], begin_suppress_tokens=None), UNTIED),
    # ---- images, and text towers beside them
    "vit": with_cases(IMAGE, {"no biases": {"qkv_bias": False}, "pooler": {"pooler_output_size": 20}}),
    "deit": with_cases(IMAGE, {"no biases": {"qkv_bias": False}}),
    "beit": with_cases(IMAGE, {"absolute": {"use_absolute_position_embeddings": True, "use_mask_token": True}, "relative": {"use_relative_position_bias": True}, "shared relative": {"use_shared_relative_position_bias": True},
                               "no layer scale": {"layer_scale_init_value": 0.0}, "norm of the first token": {"use_mean_pooling": False}}),
    "dinov2": with_cases(IMAGE, {"gated": {"use_swiglu_ffn": True}, "no mask token": {"use_mask_token": False}, "no biases": {"qkv_bias": False}}),
    "dinov2_with_registers": with_cases(IMAGE, {"gated": {"use_swiglu_ffn": True}}),
    "dinov3_vit": with_cases(IMAGE, {"gated": {"use_gated_mlp": True}, "registers": {"num_register_tokens": 3}, "biases": {"key_bias": True, "value_bias": False}}),
    "vit_mae": with_cases(dict(IMAGE, decoder_num_attention_heads=4, decoder_hidden_size=32, decoder_num_hidden_layers=1, decoder_intermediate_size=40)),
    "vit_msn": with_cases(IMAGE), "ijepa": with_cases(IMAGE),
    "clip_text_model": with_cases({"projection_dim": 28}), "clip_vision_model": with_cases(dict(IMAGE, projection_dim=28)),
    "siglip_text_model": with_cases({"projection_size": 28}), "siglip_vision_model": with_cases(IMAGE),
    "clip": with_cases({"projection_dim": 20, "text_config": {"hidden_size": 48, "intermediate_size": 80, "num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 97, "max_position_embeddings": 40},
                        "vision_config": {"hidden_size": 32, "intermediate_size": 72, "num_hidden_layers": 3, "num_attention_heads": 2, "image_size": 32, "patch_size": 8}}),
    "siglip": with_cases({"text_config": {"hidden_size": 48, "intermediate_size": 80, "num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 97, "max_position_embeddings": 40},
                          "vision_config": {"hidden_size": 48, "intermediate_size": 72, "num_hidden_layers": 3, "num_attention_heads": 4, "image_size": 32, "patch_size": 8}}),
    "siglip2": with_cases({"text_config": {"hidden_size": 48, "intermediate_size": 80, "num_hidden_layers": 2, "num_attention_heads": 4, "vocab_size": 97, "max_position_embeddings": 40},
                           "vision_config": {"hidden_size": 48, "intermediate_size": 72, "num_hidden_layers": 3, "num_attention_heads": 4, "num_patches": 16, "patch_size": 8}}),
    "pixtral": with_cases(IMAGE), "siglip2_text_model": with_cases({"projection_size": 28}), "siglip2_vision_model": with_cases(dict(IMAGE, num_patches=16)),
}

# Files that hold a text model and others: only the text model is counted.
TOWER = {"hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 32, "patch_size": 8, "num_channels": 3}
TEXT = {key: SMALL[key] for key in ("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "max_position_embeddings")}
HEADS = {"head_dim": 12}
EXPERTS = {"num_experts": 6, "num_experts_per_tok": 2, "moe_intermediate_size": 24}
LINEAR_TEXT = {key: SMALL[key] for key in SMALL if key.startswith("linear_")}
QWEN_TOWER = {"depth": 1, "embed_dim": 32, "hidden_size": 48, "num_heads": 2, "patch_size": 8}
QWEN3_TOWER = {"depth": 1, "hidden_size": 32, "intermediate_size": 40, "num_heads": 2, "patch_size": 8, "out_hidden_size": 48, "deepstack_visual_indexes": [0]}
COMPOSITE = {
    "llava": {"text_config": dict(TEXT, model_type="llama"), "vision_config": dict(TOWER, model_type="clip_vision_model", projection_dim=16)},
    "llava_next": {"text_config": dict(TEXT, model_type="mistral"), "vision_config": dict(TOWER, model_type="clip_vision_model", projection_dim=16)},
    "llava_onevision": {"text_config": dict(TEXT, model_type="qwen2"), "vision_config": dict(TOWER, model_type="siglip_vision_model")},
    "vipllava": {"text_config": dict(TEXT, model_type="llama"), "vision_config": dict(TOWER, model_type="clip_vision_model", projection_dim=16)},
    "qwen2_vl": {"text_config": dict(TEXT), "vision_config": QWEN_TOWER},
    "qwen2_5_vl": {"text_config": dict(TEXT), "vision_config": {"depth": 1, "hidden_size": 32, "intermediate_size": 40, "num_heads": 2, "out_hidden_size": 48}},
    "qwen3_vl": {"text_config": dict(TEXT, **HEADS), "vision_config": QWEN3_TOWER},
    "qwen3_vl_moe": {"text_config": dict(TEXT, **HEADS, **EXPERTS), "vision_config": QWEN3_TOWER},
    "qwen3_5": {"text_config": dict(TEXT, **HEADS, **LINEAR_TEXT, num_hidden_layers=4), "vision_config": QWEN3_TOWER},
    "qwen3_5_moe": {"text_config": dict(TEXT, **HEADS, **LINEAR_TEXT, **EXPERTS, shared_expert_intermediate_size=36, num_hidden_layers=4), "vision_config": QWEN3_TOWER},
    "gemma3": {"text_config": dict(TEXT, **HEADS), "vision_config": dict(TOWER)},
    "gemma4": {"text_config": dict(TEXT, **HEADS, num_hidden_layers=6, vocab_size_per_layer_input=53, hidden_size_per_layer_input=6), "vision_config": {"hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 2}},
    "mllama": {"text_config": dict(TEXT, pad_token_id=0, num_hidden_layers=4, cross_attention_layers=[1, 3]), "vision_config": {"hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_global_layers": 1, "attention_heads": 2, "image_size": 32, "patch_size": 8, "vision_output_dim": 64, "intermediate_layers_indices": [0]}},
    "llama4": {"text_config": dict(TEXT, **HEADS, intermediate_size_mlp=96, num_local_experts=4, num_hidden_layers=4), "vision_config": {"hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 32, "patch_size": 8, "vision_output_dim": 48, "projector_input_dim": 48, "projector_output_dim": 48}},
    "mistral3": {"text_config": dict(TEXT, **HEADS, model_type="mistral"), "vision_config": dict(TOWER, model_type="pixtral", head_dim=16)},
    "paligemma": {"text_config": dict(TEXT, **HEADS, model_type="gemma2"), "vision_config": dict(TOWER, model_type="siglip_vision_model")},
    "idefics3": {"text_config": dict(TEXT, model_type="llama"), "vision_config": dict(TOWER)},
    "smolvlm": {"text_config": dict(TEXT, model_type="llama"), "vision_config": dict(TOWER)},
    "internvl": {"text_config": dict(TEXT, model_type="qwen2"), "vision_config": dict(TOWER, image_size=[32, 32], patch_size=[8, 8])},
    "aya_vision": {"text_config": dict(TEXT, **HEADS, model_type="cohere2"), "vision_config": dict(TOWER)},
    "cohere2_vision": {"text_config": dict(TEXT, **HEADS, model_type="cohere2"), "vision_config": dict(TOWER)},
    "qwen2_audio": {"text_config": dict(TEXT, model_type="qwen2"), "audio_config": {"d_model": 32, "encoder_layers": 1, "encoder_attention_heads": 2, "encoder_ffn_dim": 40, "num_mel_bins": 8, "max_source_positions": 20}},
    "glm4v": {"text_config": dict(TEXT), "vision_config": {"depth": 1, "hidden_size": 32, "intermediate_size": 40, "num_heads": 2, "out_hidden_size": 48}},
    "lfm2_vl": {"text_config": dict(TEXT, model_type="lfm2", layer_types=["conv", "full_attention"]), "vision_config": {"hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 2}},
    "kimi_k25": {"text_config": dict(TEXT, **{key: SMALL[key] for key in ("kv_lora_rank", "q_lora_rank", "qk_rope_head_dim", "qk_nope_head_dim", "v_head_dim", "n_routed_experts", "num_experts_per_tok", "moe_intermediate_size", "n_group", "topk_group")}, num_key_value_heads=4, model_type="deepseek_v3", first_k_dense_replace=1),
                 "vision_config": {"hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 1, "num_attention_heads": 2}},
}
