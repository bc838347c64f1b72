/**
 * Verbs about what a federation agrees on, before and while it runs: its contract, topics, schemas
 * and access rights.
 */
package io.tributary.infra.cli.contract;
