package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Checks what a client claims about itself: its clock and the size of its slot. */
record ClientClaimRules(WindowSettings window) {

  Optional<Rejection> clock(CandidateUpdate candidate) {
    Instant trainedAt = candidate.manifest().trainedAt();
    Instant written = candidate.recordTime();
    Duration ahead = Duration.between(written, trainedAt);
    return ahead.compareTo(window.maxClockSkew()) > 0
        ? Optional.of(
            new Rejection(
                RejectReason.CLOCK_SKEW,
                "trainedAt, by the client's clock, must be at most window.max-clock-skew "
                    + window.maxClockSkew()
                    + " after the time of the record, by the broker's clock; was "
                    + ahead
                    + " after it, "
                    + trainedAt
                    + " and "
                    + written
                    + ": set the client's clock"))
        : Optional.empty();
  }

  Optional<Rejection> samples(CandidateUpdate candidate) {
    long samples = candidate.manifest().samples();
    return samples >= 1 && samples <= SampleWeight.MAX_SAMPLES
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.BAD_WEIGHT,
                "samples must be in 1.." + SampleWeight.MAX_SAMPLES + ", was " + samples));
  }

  Optional<Rejection> weight(CandidateUpdate candidate) {
    long discounted = SampleWeight.of(candidate, window).discounted();
    return discounted >= 1
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.BAD_WEIGHT,
                "the discounted weight must be >= 1/256, was 0 at staleness "
                    + candidate.staleness()));
  }

  Optional<Rejection> room(CandidateUpdate candidate) {
    long units = candidate.windowUnits() + SampleWeight.of(candidate, window).full();
    return units <= SampleWeight.MAX_WINDOW_UNITS
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.WINDOW_FULL,
                "weight units of one window must be <= "
                    + SampleWeight.MAX_WINDOW_UNITS
                    + ", would be "
                    + units
                    + ": close windows sooner"));
  }
}
