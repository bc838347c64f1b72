package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.identity.ClientKey;
import java.nio.ByteBuffer;

/** Maps bindings of clients' keys to the Avro record {@code ClientRegistration} and back. */
public final class ClientRegistrationMapping
    implements RecordMapping<ClientRegistration, io.tributary.schemas.wire.ClientRegistration> {
  @Override
  public Class<io.tributary.schemas.wire.ClientRegistration> wireType() {
    return io.tributary.schemas.wire.ClientRegistration.class;
  }

  @Override
  public io.tributary.schemas.wire.ClientRegistration toWire(ClientRegistration value) {
    return io.tributary.schemas.wire.ClientRegistration.newBuilder()
        .setClient(value.client().value())
        .setPublicKey(ByteBuffer.wrap(value.key().bytes()))
        .setBy(value.ruling().by())
        .setWhy(value.ruling().why())
        .setAt(value.at())
        .build();
  }

  @Override
  public ClientRegistration toDomain(io.tributary.schemas.wire.ClientRegistration wire) {
    return new ClientRegistration(
        new ClientId(wire.getClient()),
        ClientKey.of(WireValues.bytes(wire.getPublicKey())),
        new OperatorDecision(wire.getBy(), wire.getWhy()),
        wire.getAt());
  }
}
