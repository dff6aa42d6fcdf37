// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demo_process.h"

#include <QCoreApplication>

#ifdef Q_OS_LINUX
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#endif

namespace penstock::desktop {
namespace {

// Between fork and exec. The child must not keep our listeners open, or the ports stay taken after we are gone; and it
// must end with us however we end.
void leaveNothingBehind()
{
#ifdef Q_OS_LINUX
    ::close_range(STDERR_FILENO + 1, ~0u, CLOSE_RANGE_CLOEXEC);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
}

} // namespace

DemoProcess::DemoProcess(QObject* parent) : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier(leaveNothingBehind);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failed(
                tr("The demo fleet could not be started: %1.").arg(m_process.errorString()));
    });
}

DemoProcess::~DemoProcess()
{
    m_process.disconnect(this);
    m_process.terminate();
    if (!m_process.waitForFinished(2000))
        m_process.kill();
    m_process.waitForFinished(1000);
}

void DemoProcess::start(const QString& endpoint, const QStringList& moreArguments)
{
    if (running())
        return;
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/penstockctl");
    m_process.start(program, QStringList{QStringLiteral("demo"), QStringLiteral("--endpoint"),
                                         QStringLiteral("http://") + endpoint} +
                                 moreArguments);
}

} // namespace penstock::desktop
