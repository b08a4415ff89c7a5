import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/unit/**/*.test.ts'], globalSetup: 'scripts/assemble.mjs', testTimeout: 120_000, hookTimeout: 120_000 } });
