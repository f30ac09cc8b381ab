using System.Security.Cryptography;
using System.Text;
using Csss.Contracts;
using Csss.Contracts.Broker;
using k8s;
using k8s.Models;

namespace Csss.Deploy.Tests;

/// <summary>
/// The chart as deploy/helm/check renders it: Helm itself is not to be had here, and Go is no part of `make test`, so what was rendered is committed, with a sum
/// of what it was rendered from.
/// </summary>
public sealed class ChartTests
{
    public static TheoryData<string> Sites { get; } = ["example", "scaled"];

    private static readonly Dictionary<string, Lazy<List<object>>> Parsed = new(StringComparer.Ordinal)
    {
        ["example"] = new(() => Parse("example")),
        ["scaled"] = new(() => Parse("scaled")),
    };

    [Theory]
    [MemberData(nameof(Sites))]
    public void What_was_rendered_is_what_the_chart_says_today(string site)
    {
        var files = Directory.EnumerateFiles(Repository.In("deploy", "helm"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Where(file => !file.EndsWith("check/run", StringComparison.Ordinal) && file != "deploy/helm/make-secrets");
        var sums = files.Order(StringComparer.Ordinal).Select(file => $"{Sum(File.ReadAllBytes(Repository.In(file)))}  {file}\n");
        Rendered(site).ShouldStartWith($"# Made by deploy/helm/check/run from {Sum(Encoding.UTF8.GetBytes(string.Concat(sums)))}\n", Case.Sensitive, "Run deploy/helm/check/run: the chart has changed.");
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public void Kubernetes_knows_every_field(string site) => Objects(site).Count.ShouldBeGreaterThan(30);

    [Theory]
    [MemberData(nameof(Sites))]
    public void Every_service_is_there_with_probes_limits_and_no_rights(string site)
    {
        var pods = Pods(site);
        Repository.Services.Append(ResourceNames.Web).Append("broker-users").Except(pods.Keys).ShouldBeEmpty();
        foreach (var (name, pod) in pods)
        {
            pod.SecurityContext.RunAsNonRoot.ShouldBe(true, name);
            pod.AutomountServiceAccountToken.ShouldBe(false, name);
            var container = pod.Containers.ShouldHaveSingleItem();
            container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true, name);
            container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false, name);
            container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"], name);
            container.Resources.Limits.Keys.ShouldContain("memory", name);
            pod.Volumes.Select(volume => volume.Name).ShouldBe(container.VolumeMounts.Select(mount => mount.Name), ignoreOrder: true, name);
            if (name == "broker-users") continue;

            container.LivenessProbe.HttpGet.Path.ShouldBe("/alive", name);
            container.ReadinessProbe.HttpGet.Path.ShouldBe(name == ResourceNames.Web ? "/alive" : "/health", name);
            container.StartupProbe.ShouldNotBeNull(name);
        }
    }

    [Fact]
    public void Two_processes_are_never_at_one_SQLite_file()
    {
        foreach (var deployment in Objects("example").OfType<V1Deployment>().Where(one => one.Spec.Template.Spec.Volumes.Any(volume => volume.PersistentVolumeClaim is not null)))
        {
            deployment.Spec.Replicas.ShouldBe(1, deployment.Metadata.Name);
            deployment.Spec.Strategy.Type.ShouldBe("Recreate", deployment.Metadata.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public void What_takes_several_replicas_keeps_one_while_a_node_is_drained(string site)
    {
        var budgets = Objects(site).OfType<V1PodDisruptionBudget>().Select(budget => budget.Spec.Selector.MatchLabels["app.kubernetes.io/name"]).ToHashSet();
        budgets.ShouldContain(ResourceNames.Gateway);
        if (site == "scaled") budgets.ShouldBe([ResourceNames.Gateway, ResourceNames.Inference, ResourceNames.Reports, ResourceNames.Web], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public void Each_service_reaches_those_it_calls_and_is_reached_by_its_callers_alone(string site)
    {
        var policies = Objects(site).OfType<V1NetworkPolicy>().ToDictionary(policy => policy.Metadata.Labels["app.kubernetes.io/name"]);
        policies["deny"].Spec.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        policies["deny"].Spec.Ingress.ShouldBeNull();
        policies["deny"].Spec.Egress.ShouldBeNull();
        foreach (var (service, called) in Repository.Calls)
        {
            Named(policies[service].Spec.Egress.SelectMany(rule => rule.To ?? [])).ShouldBe(called, ignoreOrder: true, service);
            Addresses(Pods(site)[service]).ShouldBe(called, ignoreOrder: true, service);
        }

        foreach (var (service, policy) in policies.Where(policy => Repository.Services.Contains(policy.Key)))
        {
            policy.Spec.Ingress.ShouldAllBe(rule => rule.FromProperty != null && rule.FromProperty.Count > 0);
            var callers = policies.Where(other => Named((other.Value.Spec.Egress ?? []).SelectMany(rule => rule.To ?? [])).Contains(service)).Select(other => other.Key);
            Named(policy.Spec.Ingress.SelectMany(rule => rule.FromProperty)).ShouldBe(callers, ignoreOrder: true, service);
        }
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public void No_secret_is_in_the_chart(string site)
    {
        Objects(site).OfType<V1Secret>().ShouldBeEmpty();
        foreach (var service in MessageFlow.Services)
        {
            Pods(site)[service].Volumes.ShouldContain(volume => volume.Secret != null && volume.Secret.SecretName == "csss-" + service);
            Pods(site)[service].Containers[0].Env.ShouldContain(variable => variable.Name == "Secrets__Directory");
        }
    }

    [Fact]
    public void A_queue_that_grows_brings_more_workers_where_the_database_allows_it()
    {
        var scaled = Node.Parse(Rendered("scaled").Split("\n---\n").Single(text => text.Contains("kind: ScaledObject", StringComparison.Ordinal)));
        var trigger = scaled["spec"]["triggers"].Items.First();
        trigger["type"].Text.ShouldBe("rabbitmq");
        trigger["metadata"]["queueName"].Text.ShouldBe("inference-scan-uploaded");
        Objects("scaled").OfType<V1Deployment>().Single(one => one.Metadata.Name == "csss-inference").Spec.Replicas.ShouldBeNull("the autoscaler's matter");
    }

    internal static IReadOnlyDictionary<string, V1PodSpec> Pods(string site) =>
        Objects(site).OfType<V1Deployment>().Select(one => (one.Metadata, one.Spec.Template.Spec)).Concat(Objects(site).OfType<V1Job>().Select(one => (one.Metadata, one.Spec.Template.Spec)))
            .ToDictionary(one => one.Metadata.Labels["app.kubernetes.io/name"], one => one.Spec, StringComparer.Ordinal);

    private static List<object> Objects(string site) => Parsed[site].Value;

    private static List<object> Parse(string site) =>
        KubernetesYaml.LoadAllFromString(string.Join("\n---\n", Rendered(site).Split("\n---\n").Where(text => !text.Contains("kind: ScaledObject", StringComparison.Ordinal))), strict: true);

    private static IEnumerable<string> Named(IEnumerable<V1NetworkPolicyPeer> peers) =>
        peers.Select(peer => peer.PodSelector?.MatchLabels["app.kubernetes.io/name"]).OfType<string>();

    private static IEnumerable<string> Addresses(V1PodSpec pod) =>
        pod.Containers[0].Env.Select(variable => variable.Name).Where(name => name.StartsWith("services__", StringComparison.Ordinal)).Select(name => name.Split("__")[1]);

    private static string Rendered(string site) => Repository.Read("tests", "Deploy", "rendered", site + ".yaml");

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
