package io.tributary.worker.manage;

import io.tributary.http.HttpPort;
import io.tributary.http.PortSettings;
import io.tributary.http.manage.ManagedProcess;
import io.tributary.http.manage.ManagementEndpoints;
import io.tributary.http.manage.ProcessIdentity;
import io.tributary.http.manage.ProcessMetrics;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A worker's process, as its management port reports it.
 *
 * @param identity of the program
 * @param transport to the federation
 * @param workerMetrics that count what passes it
 * @param joined whether all clients have joined, and none is being stopped
 */
public record WorkerProcess(
    ProcessIdentity identity,
    ObservedTransport transport,
    WorkerMetrics workerMetrics,
    BooleanSupplier joined)
    implements ManagedProcess {
  @Override
  public Optional<String> whyDead() {
    return transport
        .failure()
        .map(cause -> Optional.ofNullable(cause.getMessage()).orElse(cause.toString()));
  }

  @Override
  public Optional<String> whyNotReady() {
    return whyDead()
        .or(
            () ->
                joined.getAsBoolean()
                    ? Optional.empty()
                    : Optional.of("clients embed their text, or the worker stops"))
        .or(
            () ->
                transport.caughtUp()
                    ? Optional.empty()
                    : Optional.of("the topics are still being read"));
  }

  @Override
  public ProcessMetrics metrics() {
    return workerMetrics.process();
  }

  /**
   * Opens the port; from then on the process counts as started.
   *
   * @throws io.tributary.schemas.settings.Failure PORT_UNUSABLE if it cannot be listened on
   */
  public HttpPort open(HttpPort.Address address, PortSettings settings) {
    workerMetrics.watch(transport::state);
    return ManagementEndpoints.open(address, settings, this, List.of());
  }
}
