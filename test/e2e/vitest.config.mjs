import { defineConfig } from 'vitest/config';

// One window, one step after the other.
export default defineConfig({
	test: {
		include: ['test/e2e/**/*.e2e.ts'],
		testTimeout: process.env.HEADROOM_SCREENSHOTS === 'update' ? 600_000 : 120_000,
		hookTimeout: 60_000,
		expect: { poll: { timeout: 30_000 } },
		fileParallelism: false,
		bail: 1,
	},
});
