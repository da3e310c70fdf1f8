package org.gridspace.benchmarks.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ReplyTest {
    @Test
    void parse_ofWhatJsonMade_isTheSame() {
        Reply reply = Reply.done(Map.of(Figure.OPERATIONS, 12.5, Figure.P99, 3.0));
        assertThat(Reply.parse(reply.json())).isEqualTo(reply);
        Order order = Order.of("fill").with("count", 3).with("seconds", 5);
        assertThat(Order.parse(order.json())).isEqualTo(order);
        assertThat(order.json()).doesNotContain("\n");
    }

    @Test
    void failed_wrappedException_tellsTheCauseInOneLine() {
        Reply reply = Reply.failed(new ExecutionException(new IllegalStateException("first\nsecond")));
        assertThat(reply.problem()).isEqualTo("IllegalStateException: first second");
    }

    @Test
    void get_settingThatIsMissing_isRefusedByName() {
        assertThatThrownBy(() -> Order.of("fill").get("count")).hasMessage("fill needs count");
    }
}
