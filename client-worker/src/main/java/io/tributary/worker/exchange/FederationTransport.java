package io.tributary.worker.exchange;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.row.DataFeed;
import java.util.Set;

/** Connects the clients of one process to their federation, through Kafka or within the process. */
public interface FederationTransport extends AutoCloseable {
  /** The name of the federation, which prefixes its topics. */
  String federation();

  /** The codecs of the records in the federation's topics. */
  Codecs codecs();

  /** The publisher that all clients of the process share. */
  StatusPublisher announcer();

  /**
   * A client's way up; taken over from any worker before this one.
   *
   * @throws io.tributary.schemas.settings.Failure if the federation does not let us
   */
  UpdateSink sink(ClientId client);

  /**
   * Tells the listener what comes down, from the newest of what there is on; called once.
   *
   * @param ledger which decisions to tell
   * @param starts clients whose slots' next starts to tell, where the aggregator computes them
   */
  void follow(FollowListener listener, Ledger ledger, Set<ClientId> starts);

  /** Whether all that was there when following began has been told. */
  boolean caughtUp();

  /** Rows that come for a client, beside those it has; only while following. */
  DataFeed rows(ClientId client);

  /** Closes what it opened but sinks. */
  @Override
  void close();
}
