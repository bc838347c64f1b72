/**
 * Finds what quarantine says about each subject, from its records in either direction. Pure. Enter
 * at {@link io.tributary.infra.history.quarantine.QuarantineCases}.
 */
package io.tributary.infra.history.quarantine;
