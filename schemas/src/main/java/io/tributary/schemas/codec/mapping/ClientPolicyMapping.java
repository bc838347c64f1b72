package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClientPattern;

/** Maps decisions about clients to the Avro record {@code ClientPolicy} and back. */
public final class ClientPolicyMapping
    implements RecordMapping<ClientPolicy, io.tributary.schemas.wire.ClientPolicy> {
  @Override
  public Class<io.tributary.schemas.wire.ClientPolicy> wireType() {
    return io.tributary.schemas.wire.ClientPolicy.class;
  }

  @Override
  public io.tributary.schemas.wire.ClientPolicy toWire(ClientPolicy value) {
    return io.tributary.schemas.wire.ClientPolicy.newBuilder()
        .setClient(value.clients().value())
        .setBlocked(value.blocked())
        .setWhy(value.ruling().why())
        .setBy(value.ruling().by())
        .setAt(value.at())
        .build();
  }

  @Override
  public ClientPolicy toDomain(io.tributary.schemas.wire.ClientPolicy wire) {
    return new ClientPolicy(
        new ClientPattern(wire.getClient()),
        wire.getBlocked(),
        new OperatorDecision(wire.getBy(), wire.getWhy()),
        wire.getAt());
  }
}
