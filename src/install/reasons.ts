/** What the codes of failed requests and files mean. */
const REASONS: Record<string, string> = {
	ENOTFOUND: 'its host is not known here: there is no network, or a proxy that Node.js was not told of',
	EAI_AGAIN: 'its host is not known here: there is no network, or a proxy that Node.js was not told of',
	ECONNREFUSED: 'it refuses the connection',
	ECONNRESET: 'the connection broke',
	EPIPE: 'the connection broke',
	UND_ERR_SOCKET: 'the connection broke',
	ETIMEDOUT: 'there is no answer in time',
	UND_ERR_CONNECT_TIMEOUT: 'there is no answer in time',
	UND_ERR_HEADERS_TIMEOUT: 'there is no answer in time',
	UND_ERR_BODY_TIMEOUT: 'nothing comes any more',
	ENETUNREACH: 'there is no network',
	EHOSTUNREACH: 'there is no way to its host',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not one that Node.js trusts; NODE_EXTRA_CA_CERTS names more',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not one that Node.js trusts; NODE_EXTRA_CA_CERTS names more',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not one that Node.js trusts; NODE_EXTRA_CA_CERTS names more',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not one that Node.js trusts; NODE_EXTRA_CA_CERTS names more',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	EACCES: 'this user may not write there',
	EPERM: 'this user may not write there, or a file is in use',
	EBUSY: 'a file is in use; stop the runs that use it',
	EROFS: 'nothing can be written there',
	ENOSPC: 'the disk is full',
	EDQUOT: "this user's share of the disk is full",
	ENOTDIR: 'a file is in the place of a folder',
};

/** Why something failed, without a full stop. A request's error has the reason as its cause, sometimes of several tries. */
export function inWords(error: unknown): string {
	const { code, cause, message, errors } = error as Error & { code?: unknown; errors?: unknown[] };
	const known = REASONS[String(code)];
	if (known !== undefined) return known;
	if (cause !== undefined) return inWords(cause);
	if (errors?.[0] !== undefined) return inWords(errors[0]);
	return (message || String(code ?? error)).replace(/\.$/, '');
}
