package org.gridspace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import net.jini.core.entry.Entry;
import org.gridspace.codec.EntryCodec;
import org.gridspace.wire.Comparison;
import org.junit.jupiter.api.Test;

/** What a query becomes, and what it refuses. */
class QueryTest {
    record Order(String customer, boolean paid, int amount, Long number, BigDecimal price, Object note, double rate) {}

    /** An entry with an inherited field. */
    public static class Base implements Entry {
        private static final long serialVersionUID = 1L;
        public String name;
    }

    /** Its subclass. */
    public static final class Derived extends Base {
        private static final long serialVersionUID = 1L;
        public Integer count;
    }

    private static final Query<Order> ORDERS = Query.of(Order.class);

    private final EntryCodec codec = new EntryCodec();

    @Test
    void of_noCondition_matchesTheWholeClass() {
        assertThat(ORDERS.template().conditions()).isEmpty();
        assertThat(ORDERS.template().entry().type()).isEqualTo(codec.typeOf(Order.class));
        assertThat(ORDERS.template().entry().fields()).containsOnly(0);
        assertThat(ORDERS.type()).isEqualTo(Order.class);
    }

    @Test
    void is_value_becomesAFieldOfTheTemplate() {
        var template = new Derived();
        template.name = "a";
        template.count = 3;
        assertThat(Query.of(Derived.class)
                        .where("name")
                        .is("a")
                        .where("count")
                        .is(3)
                        .template()
                        .entry())
                .isEqualTo(codec.pack(template))
                .isEqualTo(Query.like(template).template().entry());
    }

    @Test
    void comparison_becomesACondition() {
        List<Comparison> comparisons = List.of(
                        ORDERS.where("amount").lessThan(1),
                        ORDERS.where("amount").atMost(1),
                        ORDERS.where("amount").greaterThan(1),
                        ORDERS.where("amount").atLeast(1),
                        ORDERS.where("amount").isNot(1))
                .stream()
                .map(query -> query.template().conditions().get(0).comparison())
                .toList();
        assertThat(comparisons)
                .containsExactly(
                        Comparison.LESS,
                        Comparison.AT_MOST,
                        Comparison.GREATER,
                        Comparison.AT_LEAST,
                        Comparison.NOT_EQUAL);
        var condition =
                ORDERS.where("amount").atLeast(100).template().conditions().get(0);
        assertThat(condition.field()).isZero();
        assertThat(condition.value()).isEqualTo(codec.encode(100));
        assertThat(ORDERS.where("amount").between(1, 5).template().conditions()).hasSize(2);
    }

    @Test
    void number_ofAnotherType_becomesTheFieldsIfItFits() {
        assertThat(value(ORDERS.where("amount").atLeast(100L))).isEqualTo(codec.encode(100));
        assertThat(value(ORDERS.where("number").atLeast(100))).isEqualTo(codec.encode(100L));
        assertThat(value(ORDERS.where("price").atLeast(100))).isEqualTo(codec.encode(new BigDecimal(100)));
        assertThat(value(ORDERS.where("rate").atLeast(1))).isEqualTo(codec.encode(1.0));
        assertThat(value(ORDERS.where("rate").atLeast(0.5f))).isEqualTo(codec.encode(0.5));
        assertThat(value(ORDERS.where("note").atLeast(1))).isEqualTo(codec.encode(1));
    }

    private static byte[] value(Query<?> query) {
        return query.template().conditions().get(0).value();
    }

    @Test
    void startsWith_isTheRangeOfTextsThatDo() {
        var conditions = ORDERS.where("customer").startsWith("ad").template().conditions();
        assertThat(conditions).hasSize(2);
        byte[] least = conditions.get(0).value();
        byte[] beyond = conditions.get(1).value();
        for (String inside : List.of("ad", "ada", "ad\u0000", "ad\uffff", "adz")) {
            assertThat(java.util.Arrays.compareUnsigned(codec.encode(inside), least))
                    .isNotNegative();
            assertThat(java.util.Arrays.compareUnsigned(codec.encode(inside), beyond))
                    .isNegative();
        }
        for (String outside : List.of("a", "ac", "ae", "b", "")) {
            assertThat(java.util.Arrays.compareUnsigned(codec.encode(outside), least) >= 0
                            && java.util.Arrays.compareUnsigned(codec.encode(outside), beyond) < 0)
                    .as(outside)
                    .isFalse();
        }
    }

    @Test
    void nonsense_isRefusedAndNamesTheField() {
        refused(() -> ORDERS.where("colour").is("red"), "colour");
        refused(() -> ORDERS.where("amount").is("many"), "amount");
        refused(() -> ORDERS.where("amount").is(null), "amount");
        refused(() -> ORDERS.where("amount").atLeast(1L << 40), "out of range");
        refused(() -> ORDERS.where("amount").atLeast(1.5), "amount");
        refused(() -> ORDERS.where("paid").atLeast(true), "no order");
        refused(() -> ORDERS.where("amount").is(1).where("amount").is(2), "amount");
        refused(() -> ORDERS.where("amount").startsWith("1"), "amount");
        assertThatThrownBy(() -> Query.of(String.class)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ORDERS.where("amount").is(1).where("amount").is(1).template().conditions())
                .isEmpty();
    }

    private static void refused(Supplier<Query<?>> making, String name) {
        assertThatThrownBy(making::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void where_leavesTheQueryAlone() {
        ORDERS.where("customer").is("ada");
        assertThat(ORDERS.template()).isEqualTo(Query.of(Order.class).template());
        assertThat(ORDERS.where("customer").is("ada").toString()).doesNotContain("ada");
    }
}
