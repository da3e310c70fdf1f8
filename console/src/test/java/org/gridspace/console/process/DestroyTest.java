package org.gridspace.console.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jini.admin.DestroyAdmin;
import java.time.Duration;
import net.jini.admin.Administrable;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace05;
import org.junit.jupiter.api.Test;

/** A space's process that an administrator ends from another process. */
class DestroyTest {
    @Test
    void space_destroyedByAnAdministrator_endsWithZeroAndIsRegisteredNoMore() throws Exception {
        try (Launched tracker = Launched.gridspace("tracker", "--port", "0", "--http", "0")) {
            String jini = tracker.awaitReady().get(3);
            String address = jini.substring("jini://".length());
            try (Launched space = Launched.gridspace("space", "render", "--tracker", address)) {
                space.awaitReady();
                ServiceRegistrar registrar = new LookupLocator(jini).getRegistrar();
                var template =
                        new ServiceTemplate(null, new Class<?>[] {JavaSpace05.class}, new Entry[] {new Name("render")});
                Administrable proxy = (Administrable) registrar.lookup(template);
                ((DestroyAdmin) proxy.getAdmin()).destroy();
                assertThat(space.awaitExit(Duration.ofSeconds(5))).isZero();
                assertThat(space.err()).isEmpty();
                assertThat(registrar.lookup(template)).isNull();
            }
        }
    }
}
