using Candour.Governance.Background;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Mail;
using Candour.Governance.Storage;

namespace Candour.Web.Hosting;

/// <summary>What is done in the background. A kind of message is a line here.</summary>
internal static class Background
{
    public static void AddBackground(this IServiceCollection services, KeepingSettings keeping, RunningSettings running)
    {
        services.AddSingleton(running.Mail);
        services.AddSingleton(provider => new TaskLetters(provider.GetRequiredService<Store>(), provider.GetRequiredService<Operations>(), running.Mail, running.Address ?? new Uri("http://localhost/")));
        services.AddSingleton(provider => new DigestLetters(
            provider.GetRequiredService<Store>(), provider.GetRequiredService<Operations>(), running.Mail, running.Address ?? new Uri("http://localhost/"), provider.GetRequiredService<RulebookShelf>()));
        foreach (var kind in TaskLetters.Kinds.Concat(DigestLetters.Kinds))
        {
            services.AddSingleton(kind);
        }

        services.AddBackgroundWork(keeping.Data ?? "", keeping.Connection, DigestLetters.Schedule);
    }
}
