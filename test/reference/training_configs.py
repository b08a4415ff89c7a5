"""Small configurations whose forward pass has everything that a family can do; one line a case."""

SMALL = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=24, vocab_size=29, max_position_embeddings=32)
GROUPED = dict(SMALL, num_key_value_heads=2)
GEMMA = dict(GROUPED, head_dim=6)
GPT = dict(n_embd=16, n_layer=2, n_head=4, vocab_size=29, n_positions=32)
NO_PADDING = dict(pad_token_id=None)
LLAMA3 = dict(rope_type="llama3", rope_theta=100.0, factor=4.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=16)
LINEAR = dict(rope_type="linear", rope_theta=100.0, factor=3.0)
YARN = dict(rope_type="yarn", rope_theta=100.0, factor=4.0, original_max_position_embeddings=16, mscale=0.7, mscale_all_dim=1.2, beta_fast=4, beta_slow=1)
LATENT = dict(
    SMALL,
    n_routed_experts=8,
    num_experts_per_tok=2,
    kv_lora_rank=5,
    qk_nope_head_dim=6,
    qk_rope_head_dim=4,
    v_head_dim=3,
    num_key_value_heads=4,
)

CASES = {
    "gpt2": {
        "usual": GPT,
        "scores by layer": dict(GPT, scale_attn_by_inverse_layer_idx=True, activation_function="gelu"),
        "unscaled scores": dict(GPT, scale_attn_weights=False, n_inner=20, activation_function="relu"),
    },
    "llama": {
        "grouped": dict(GROUPED, head_dim=6, attention_bias=True, mlp_bias=True),
        "llama3 scaling": dict(GROUPED, rope_parameters=LLAMA3, head_dim=12),
        "older keys, squared ReLU": dict(GROUPED, rope_theta=100.0, rope_scaling=dict(type="linear", factor=3.0), hidden_act="relu2"),
        "yarn": dict(GROUPED, rope_parameters=dict(YARN, mscale=None, mscale_all_dim=None), head_dim=8),
        "linear scaling": dict(GROUPED, rope_parameters=LINEAR, tie_word_embeddings=True),
    },
    "mistral": {"window": dict(GROUPED, sliding_window=3, hidden_act="quick_gelu"), "no window": dict(GROUPED, sliding_window=None, head_dim=6, hidden_act="tanh")},
    "qwen2": {"usual": GROUPED, "windows above": dict(GROUPED, use_sliding_window=True, sliding_window=3, max_window_layers=1)},
    "qwen3": {"usual": dict(GROUPED, head_dim=6), "windows above": dict(GROUPED, head_dim=6, use_sliding_window=True, sliding_window=3, max_window_layers=1)},
    "gemma": {"usual": GEMMA, "one key head": dict(GEMMA, num_key_value_heads=1, attention_bias=True)},
    "gemma2": {
        "usual": dict(GEMMA, sliding_window=3, query_pre_attn_scalar=20, attn_logit_softcapping=2.0, final_logit_softcapping=3.0),
        "no caps": dict(GEMMA, sliding_window=3, attn_logit_softcapping=None, final_logit_softcapping=None),
    },
    "gemma3_text": {
        "usual": dict(GEMMA, num_hidden_layers=3, sliding_window=3, sliding_window_pattern=2, query_pre_attn_scalar=20),
        "older keys": dict(
            GEMMA, sliding_window=3, sliding_window_pattern=2, rope_theta=200.0, rope_local_base_freq=50.0, rope_scaling=dict(rope_type="linear", factor=3.0)
        ),
        "scaled and capped": dict(
            GEMMA,
            sliding_window=4,
            layer_types=["sliding_attention", "full_attention"],
            rope_parameters={"full_attention": LINEAR, "sliding_attention": dict(rope_type="default", rope_theta=50.0)},
            final_logit_softcapping=4.0,
        ),
    },
    "phi": {"usual": SMALL, "norms on queries and keys": dict(GROUPED, qk_layernorm=True, partial_rotary_factor=0.5)},
    "phi3": {"usual": dict(GROUPED, **NO_PADDING), "window": dict(GROUPED, sliding_window=3, **NO_PADDING)},
    "olmo2": {"usual": GROUPED, "biases": dict(SMALL, attention_bias=True)},
    "gpt_neox": {
        "usual": dict(SMALL, rotary_pct=0.5),
        "one after the other": dict(SMALL, use_parallel_residual=False, rotary_pct=1.0, attention_bias=False, hidden_act="gelu_new"),
    },
    "gptj": {"usual": dict(GPT, rotary_dim=2), "whole heads turn": dict(GPT, rotary_dim=4)},
    "opt": {
        "usual": dict(SMALL, ffn_dim=24, word_embed_proj_dim=16),
        "narrow embeddings, norms after": dict(SMALL, ffn_dim=24, word_embed_proj_dim=10, do_layer_norm_before=False),
        "no biases, plain norms": dict(SMALL, ffn_dim=24, word_embed_proj_dim=16, enable_bias=False, layer_norm_elementwise_affine=False),
    },
    "bloom": {
        "usual": dict(hidden_size=16, n_layer=2, n_head=4, vocab_size=29),
        "six heads, residual after the norm": dict(hidden_size=24, n_layer=2, n_head=6, vocab_size=29, apply_residual_connection_post_layernorm=True),
    },
    "falcon": {
        "one key head": dict(SMALL, ffn_hidden_size=24),
        "groups": dict(SMALL, new_decoder_architecture=True, num_kv_heads=2, bias=True),
        "groups under one norm": dict(SMALL, new_decoder_architecture=True, num_kv_heads=2, num_ln_in_parallel_attn=1),
        # The eager class adds the linear biases twice; the usual one, taken here, once.
        "linear biases": dict(SMALL, alibi=True, multi_query=False, parallel_attn=False, bias=True, attention="sdpa"),
    },
    "stablelm": {
        "usual": dict(GROUPED, partial_rotary_factor=0.5, use_qkv_bias=True),
        "parallel": dict(SMALL, num_key_value_heads=4, partial_rotary_factor=0.5, use_parallel_residual=True),
        "norms of single heads": dict(GROUPED, partial_rotary_factor=1.0, qk_layernorm=True),
    },
    "starcoder2": {"usual": GROUPED, "window": dict(GROUPED, sliding_window=3, use_bias=False)},
    "granite": {
        "usual": GROUPED,
        "multipliers": dict(GROUPED, embedding_multiplier=3.0, attention_multiplier=0.3, residual_multiplier=0.4, logits_scaling=2.5),
    },
    "cohere": {"usual": GROUPED, "norms on queries and keys": dict(GROUPED, use_qk_norm=True, attention_bias=True, logit_scale=0.3)},
    "smollm3": {
        "usual": dict(GROUPED, no_rope_layer_interval=2, **NO_PADDING),
        "marked layers and windows": dict(GROUPED, no_rope_layers=[0, 1], use_sliding_window=True, sliding_window=3, attention_bias=True, **NO_PADDING),
    },
    "bert": {
        "usual": SMALL,
        "untied": dict(SMALL, tie_word_embeddings=False, hidden_act="relu"),
        "a decoder": dict(SMALL, is_decoder=True, architectures=["BertLMHeadModel"]),
    },
    "roberta": {"usual": SMALL, "other padding": dict(SMALL, pad_token_id=0, hidden_act="gelu_new")},
    "modernbert": {
        "usual": dict(SMALL, num_hidden_layers=3, local_attention=4, **NO_PADDING),
        "biases": dict(
            SMALL,
            layer_types=["sliding_attention", "full_attention"],
            local_attention=6,
            attention_bias=True,
            mlp_bias=True,
            norm_bias=True,
            classifier_bias=True,
            classifier_activation="silu",
            local_rope_theta=50.0,
            global_rope_theta=200.0,
            **NO_PADDING,
        ),
    },
    "mixtral": {
        "usual": dict(GROUPED, num_local_experts=4, num_experts_per_tok=2, router_aux_loss_coef=0.5),
        "window": dict(GROUPED, num_local_experts=5, num_experts_per_tok=3, sliding_window=3, router_aux_loss_coef=0.1, head_dim=6),
    },
    "qwen3_moe": {
        "usual": dict(GROUPED, head_dim=6, num_experts=6, num_experts_per_tok=2, moe_intermediate_size=10, router_aux_loss_coef=0.5),
        "some layers dense": dict(
            GROUPED, head_dim=6, num_experts=4, num_experts_per_tok=3, moe_intermediate_size=10, norm_topk_prob=True, mlp_only_layers=[0], router_aux_loss_coef=0.2
        ),
    },
    "olmoe": {
        "usual": dict(GROUPED, num_experts=6, num_experts_per_tok=2, router_aux_loss_coef=0.5),
        "cut off": dict(SMALL, num_experts=4, num_experts_per_tok=1, norm_topk_prob=True, clip_qkv=0.6, router_aux_loss_coef=0.2),
    },
    "deepseek_v2": {
        "usual": dict(LATENT, moe_intermediate_size=10, first_k_dense_replace=1, q_lora_rank=7, routed_scaling_factor=1.5, n_shared_experts=2),
        "groups, direct queries": dict(
            LATENT,
            moe_intermediate_size=10,
            q_lora_rank=None,
            topk_method="group_limited_greedy",
            n_group=4,
            topk_group=2,
            n_shared_experts=1,
            attention_bias=True,
            mlp_bias=True,
        ),
        "yarn": dict(LATENT, moe_intermediate_size=10, q_lora_rank=7, first_k_dense_replace=2, rope_parameters=YARN),
    },
    "deepseek_v3": {
        "usual": dict(LATENT, moe_intermediate_size=10, first_k_dense_replace=1, q_lora_rank=7, n_group=4, topk_group=2),
        "halves turn, no division": dict(
            LATENT, moe_intermediate_size=10, first_k_dense_replace=0, q_lora_rank=None, n_group=1, topk_group=1, norm_topk_prob=False, rope_interleave=False
        ),
        "yarn": dict(LATENT, moe_intermediate_size=10, q_lora_rank=7, first_k_dense_replace=2, rope_parameters=YARN),
    },
}
