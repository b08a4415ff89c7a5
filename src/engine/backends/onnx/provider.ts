/** What an execution provider of ONNX Runtime cannot do; operators are written around it. */
export interface Provider<Name = 'cpu' | 'webgpu' | 'cuda'> {
	name: Name;
	/** Operators without a kernel, for each of which numbers would go to the CPU and back, or whose kernel leaves out what we need. */
	lacks: ReadonlySet<string>;
	/** Inputs of a Concat, and outputs of a Split: each is a buffer of the kernel. */
	mostParts: number;
	/** Parts of a vector may be given, and made, where they lie in it, and the backward pass spares memory (`remaking`). */
	takesParts?: boolean;
}

export const CPU: Provider<'cpu'> = { name: 'cpu', lacks: new Set(), mostParts: Number.POSITIVE_INFINITY, takesParts: true };

/**
 * Found with ONNX Runtime 1.30. ScatterND adds up in any order, so that a run could not be made again to the last bit. SimplifiedLayerNormalization is there, but leaves its second output, the inverse deviation, as it was.
 * A kernel takes eight storage buffers, one of which is what is split or what is made.
 */
export const WEBGPU: Provider<'webgpu'> = {
	name: 'webgpu',
	lacks: new Set(['BitwiseXor', 'FusedMatMul', 'LogSoftmax', 'ScatterND', 'SimplifiedLayerNormalization']),
	mostParts: 7,
};

/** By the list of kernels in ONNX Runtime's documentation. */
export const CUDA: Provider<'cuda'> = { name: 'cuda', lacks: new Set(['BitwiseXor', 'ScatterND']), mostParts: Number.POSITIVE_INFINITY };
