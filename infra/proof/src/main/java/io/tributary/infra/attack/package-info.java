/**
 * Attacks a real federation with records that hostile clients can send, in seeded campaigns with a
 * restart after every batch, and compares it with an undisturbed twin. The twin's adapters must be
 * the same.
 *
 * <p>{@link io.tributary.infra.attack.poison.PoisonCampaign} measures what clients cost the honest
 * ones that obey the rules of records and poison their updates.
 *
 * <p>Enter at {@link io.tributary.infra.attack.AttackCampaign} or there. Must not import the
 * command line.
 */
package io.tributary.infra.attack;
