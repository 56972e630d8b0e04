package io.gnomon.cli.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.gnomon.cli.input.CommandFailure;
import io.gnomon.cli.input.ExitCode;
import java.io.IOException;
import java.nio.file.Path;

/** The only user of module jdk.attach, so that everything else works without it. */
final class VirtualMachineLoader {

    private VirtualMachineLoader() {}

    static void load(long pid, Path jar, String options) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(jar.toString(), options);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException unanswered) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "process " + pid + " does not answer: it is not a HotSpot JVM, it hangs, it was started with"
                            + " -XX:+DisableAttachMechanism, or it sees another /tmp, as in a container",
                    unanswered);
        } catch (AgentLoadException refused) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "process " + pid + " refuses agents: " + refused.getMessage()
                            + " (-XX:+EnableDynamicAgentLoading allows them)",
                    refused);
        } catch (AgentInitializationException failed) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the agent failed in process " + pid + ", whose standard error says why: " + failed.getMessage(),
                    failed);
        } catch (IOException | SecurityException forbidden) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "process " + pid + " cannot be attached to: " + forbidden.getMessage()
                            + " (the same user and the same container are needed)",
                    forbidden);
        }
    }
}
