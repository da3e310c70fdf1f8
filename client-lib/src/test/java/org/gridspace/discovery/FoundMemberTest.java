package org.gridspace.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoundMemberTest {
    private static final FoundMember MEMBER = new FoundMember(
            new MemberInfo(
                    "space",
                    "a name",
                    new UUID(1, 2),
                    "127.0.0.1:7",
                    Map.of("plain", "x", "odd &=+%", "&=+%\u00e4\n", "empty", "")),
            Instant.parse("2026-01-01T00:00:00Z"));

    private static Map<String, String> texts(Peer peer) throws IllegalAccessException {
        Map<String, String> texts = new HashMap<>();
        for (var field : Peer.class.getFields()) {
            texts.put(field.getName(), (String) field.get(peer));
        }
        return texts;
    }

    @Test
    void of_ownAttribute_isTheSameMember() throws Exception {
        assertThat(FoundMember.of(texts(MEMBER.peer()))).contains(MEMBER);
    }

    @Test
    void of_anyPartMissing_isEmpty() throws Exception {
        for (String part : new String[] {"kind", "name", "id", "address", "since"}) {
            Map<String, String> texts = texts(MEMBER.peer());
            assertThat(texts.remove(part)).isNotNull();
            assertThat(FoundMember.of(texts)).isEmpty();
        }
    }

    @Test
    void of_attributesMissing_isAMemberWithoutThem() throws Exception {
        Map<String, String> texts = texts(MEMBER.peer());
        texts.remove("attributes");
        assertThat(FoundMember.of(texts))
                .hasValueSatisfying(
                        member -> assertThat(member.info().attributes()).isEmpty());
    }

    /** Jini matches attributes by class, field names and field types: a change would split a grid. */
    @Test
    void peer_shape_isForEver() {
        assertThat(Peer.class.getName()).isEqualTo("org.gridspace.discovery.Peer");
        assertThat(Peer.class.getFields())
                .extracting(field -> field.getType().getSimpleName() + " " + field.getName())
                .containsExactlyInAnyOrder(
                        "String kind",
                        "String name",
                        "String id",
                        "String address",
                        "String since",
                        "String attributes");
    }
}
