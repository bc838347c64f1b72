/** Options that several verbs share: where a federation is, and who decides something and why. */
package io.tributary.infra.cli.options;
