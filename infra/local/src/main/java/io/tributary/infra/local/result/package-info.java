/**
 * Records what a local run found out: accuracies after rounds, stages, memory, the picture of its
 * tasks, and the results file. Enter at {@link io.tributary.infra.local.result.LocalResults}.
 */
package io.tributary.infra.local.result;
