/**
 * Verbs about a running federation: its status, clients, clusters, updates, versions and
 * quarantine.
 */
package io.tributary.infra.cli.operate;
