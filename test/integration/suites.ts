import './suites/activation.ts';
import './suites/diagnostics.ts';
import './suites/quickFixes.ts';
import './suites/codeLenses.ts';
import './suites/hovers.ts';
import './suites/badInput.ts';
import './suites/configuration.ts';
import './suites/training.ts';
