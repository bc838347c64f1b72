/**
 * What hostile clients can send to a real federation, and the proof that it stops, steers and
 * silences nobody: seeded campaigns with a restart after every batch, beside an undisturbed twin.
 *
 * <p>{@link io.tributary.infra.attack.poison.PoisonCampaign} measures what clients cost the honest
 * ones that keep to the rules of the records and poison what they say.
 *
 * <p>Enter at {@link io.tributary.infra.attack.AttackCampaign} or there. Must not import the
 * command line.
 */
package io.tributary.infra.attack;
