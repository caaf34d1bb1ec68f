using Candour.Governance.Background;

namespace Candour.Web.Hosting;

/// <summary>What is done in the background. A kind of message is a line here.</summary>
internal static class Background
{
    public static void AddBackground(this IServiceCollection services, KeepingSettings settings) => services.AddBackgroundWork(settings.Data ?? "", settings.Connection);
}
