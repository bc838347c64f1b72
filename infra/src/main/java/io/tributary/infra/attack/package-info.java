/**
 * What hostile clients can send to a real federation, and the proof that it stops, steers and
 * silences nobody: seeded campaigns with a restart after every batch, beside an undisturbed twin.
 *
 * <p>Enter at {@link io.tributary.infra.attack.AttackCampaign}. Must not import the command line.
 */
package io.tributary.infra.attack;
