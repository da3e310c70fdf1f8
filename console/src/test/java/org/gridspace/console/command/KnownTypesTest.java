package org.gridspace.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gridspace.client.TypeCount;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.entry.EntryType;
import org.junit.jupiter.api.Test;

class KnownTypesTest {
    private static final EntryType RECORD = new EntryType(List.of(new EntryType.Level(
            "shop.Order",
            List.of(new EntryType.Field("amount", "int"), new EntryType.Field("who", "java.lang.String")))));

    private final KnownTypes known = new KnownTypes(List.of(new TypeCount(RECORD, 1)));

    @Test
    void withFields_primitiveOfARecord_takesItsValues() throws Exception {
        assertThat(known.withFields("shop.Order", FieldText.parseAll(List.of("amount=int:3"))))
                .isEqualTo(RECORD);
        assertThatThrownBy(() -> known.withFields("shop.Order", FieldText.parseAll(List.of("amount=long:3"))))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("'amount'")
                .hasMessageContaining("int");
    }

    @Test
    void requireComplete_primitiveWithoutValue_isRefused() throws Exception {
        List<FieldText> who = FieldText.parseAll(List.of("who=string:Ada"));
        assertThatThrownBy(() -> KnownTypes.requireComplete(RECORD, who))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("'amount'");
        List<FieldText> amount = FieldText.parseAll(List.of("amount=int:3"));
        assertThatCode(() -> KnownTypes.requireComplete(RECORD, amount)).doesNotThrowAnyException();
    }
}
