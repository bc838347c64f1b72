/** {@code experiment run} and {@code experiment report}. */
package io.tributary.infra.experiment.command;
